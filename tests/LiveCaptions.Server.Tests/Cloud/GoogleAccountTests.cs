using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Cloud;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Cloud;

/// <summary>Google's engine with the accounts and the regions of the settings.</summary>
public sealed class GoogleAccountTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Service_account_signs_its_tokens_itself_and_asks_nobody_but_the_provider()
    {
        using var rsa = RSA.Create(2048);
        await WriteAsync(new
        {
            type = "service_account",
            project_id = "of-the-file",
            private_key_id = "k1",
            private_key = rsa.ExportPkcs8PrivateKeyPem(),
            client_email = "a@b.example",
        });
        await using var stub = ProviderStub.Start(HttpProtocols.Http2, response =>
        {
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = "7";
        });
        await using var services = Services(("Address", stub.Address), ("CredentialsFile", _file));
        var fault = await Assert.ThrowsAsync<EngineFaultException>(() => HearAsync(services));
        Assert.Equal(EngineFaultKind.Auth, fault.Kind);
        Assert.Contains("(PERMISSION_DENIED)", fault.Message, StringComparison.Ordinal);
        var (path, key) = Assert.Single(stub.Asked);
        Assert.Equal("/google.cloud.speech.v2.Speech/StreamingRecognize", path);
        var token = key!["Bearer ".Length..].Split('.');
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"),
            Base64Url.DecodeFromChars(token[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        Assert.Equal("a@b.example", claims.GetProperty("iss").GetString());
        Assert.Equal("https://www.googleapis.com/auth/cloud-platform", claims.GetProperty("scope").GetString());
    }

    [Theory]
    [InlineData("""{"type":"authorized_user","client_secret":"sk-secret"}""")]
    [InlineData("""{"type":"service_account","project_id":"p","client_email":"a@b.example","private_key":"sk-secret"}""")]
    [InlineData("sk-secret")]
    public async Task File_that_is_no_key_of_a_service_account_is_told_without_what_is_in_it(string content)
    {
        await File.WriteAllTextAsync(_file, content);
        await using var services = Services(("CredentialsFile", _file));
        var error = Assert.Throws<EngineUnavailableException>(() => Load(services));
        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_without_a_project_is_told_with_the_setting_that_wants_it()
    {
        await using var services = Services(("ApiKey", "sk-secret"));
        var error = Assert.Throws<EngineUnavailableException>(() => Load(services));
        Assert.Contains("LIVECAPTIONS_Engines__Google__Project", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "https://us-central1-speech.googleapis.com")]
    [InlineData("eu", "https://eu-speech.googleapis.com")]
    [InlineData("global", "https://speech.googleapis.com")]
    public async Task Address_is_that_of_the_region(string? location, string address)
    {
        await using var services = location is null ? Services() : Services(("Location", location));
        Assert.Equal(address, services.GetRequiredService<IOptions<GoogleOptions>>().Value.Address);
    }

    [Theory]
    [InlineData("Location", "us.example/")]
    [InlineData("Project", "a/b")]
    [InlineData("Languages", "en-US,de-DE,fr-FR,it-IT")]
    [InlineData("SessionMinutes", "5")]
    public async Task Setting_that_makes_no_sense_is_told(string setting, string value)
    {
        await using var services = Services((setting, value));
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<GoogleOptions>>().Value);
        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", true)]
    [InlineData("en-US,de-DE", true)]
    [InlineData("de-DE", false)]
    public async Task Languages_of_the_settings_say_whether_one_is_found_out(string languages, bool finds)
    {
        await using var services = Services(("Languages", languages));
        Assert.Equal(finds, Factory(services).Description.Capabilities.DetectsLanguage);
    }

    private Task WriteAsync(object key) => File.WriteAllTextAsync(_file, JsonSerializer.Serialize(key));

    private static async Task HearAsync(IServiceProvider services)
    {
        await using var recognizer = Load(services);
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        var samples = new float[IVoiceActivityDetector.FrameLength];
        for (var frame = 0; frame < AudioFormat.SampleRate / samples.Length; frame++)
        {
            await stream.AcceptAsync(new SpeechFrame((long)frame * samples.Length, samples, 1, 0), CancellationToken.None);
        }

        await stream.FinishAsync(CancellationToken.None);
    }

    private static IEngineFactory Factory(IServiceProvider services) =>
        services.GetServices<IEngineFactory>().Single(factory => factory.Description.Name == "google");

    private static IRecognizer Load(IServiceProvider services) =>
        Factory(services).Load(new EngineOrder("google", "", TimeProvider.System)).Recognizer;

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create($"Engines:Google:{one.Name}", (string?)one.Value)))
            .Build())
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new OwnAddresses())
        .AddOptions<OutgoingOptions>().Services
        .AddCloudEngines()
        .BuildServiceProvider();
}
