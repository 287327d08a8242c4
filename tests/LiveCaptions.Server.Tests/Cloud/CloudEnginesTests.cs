using LiveCaptions.Server.Cloud;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Cloud;

/// <summary>Engines at providers, as the settings make them.</summary>
public sealed class CloudEnginesTests
{
    private const string Key = "sk-nobody-may-see-this";

    [Theory]
    [InlineData("deepgram", "LIVECAPTIONS_Engines__Deepgram__ApiKey")]
    [InlineData("deepgram:nova-2", "LIVECAPTIONS_Engines__Deepgram__ApiKey")]
    [InlineData("assemblyai", "LIVECAPTIONS_Engines__AssemblyAi__ApiKey")]
    [InlineData("speechmatics", "LIVECAPTIONS_Engines__Speechmatics__ApiKey")]
    [InlineData("openai", "LIVECAPTIONS_Engines__OpenAi__ApiKey")]
    [InlineData("deepgram-flux", "LIVECAPTIONS_Engines__Deepgram__ApiKey")]
    [InlineData("openai-realtime:gpt-4o-transcribe", "LIVECAPTIONS_Engines__OpenAiRealtime__ApiKey")]
    [InlineData("voxtral", "LIVECAPTIONS_Engines__Mistral__ApiKey")]
    [InlineData("gemini", "LIVECAPTIONS_Engines__Gemini__ApiKey")]
    [InlineData("google", "LIVECAPTIONS_Engines__Google__CredentialsFile")]
    [InlineData("google:chirp_3", "LIVECAPTIONS_Engines__Google__ApiKey")]
    public async Task Engine_without_a_key_says_which_setting_wants_it(string engine, string setting)
    {
        await using var services = Services();
        var error = Assert.Throws<EngineUnavailableException>(() => Load(services, engine));
        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engines_tell_names_languages_and_prices_of_the_settings()
    {
        await using var services = Services(("Engines:OpenAi:Model", "whisper-large-v3"), ("Engines:OpenAi:PricePerHour", "0.11"));
        var engines = services.GetServices<IEngineFactory>().Select(factory => factory.Description).ToList();
        Assert.Equal(
            ["deepgram", "assemblyai", "speechmatics", "openai", "deepgram-flux", "openai-realtime", "voxtral", "gemini", "google"],
            engines.Select(engine => engine.Name));
        Assert.All(engines, engine => Assert.True(engine is { IsAutomatic: false, Languages.Count: > 1, PricePerHour: > 0 }));
        Assert.Equal(0.11m, engines[3].PricePerHour);
        Assert.StartsWith("whisper-large-v3 ", engines[3].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Engines:Deepgram:Address", "deepgram")]
    [InlineData("Engines:Deepgram:Pace", "-1")]
    [InlineData("Engines:Deepgram:ApiKey", "sk-\u0007")]
    public async Task Setting_that_makes_no_sense_is_told_without_the_key(string setting, string value)
    {
        await using var services = Services((setting, value));
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<DeepgramOptions>>().Value);
        Assert.Contains(setting.Split(':')[^1], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_of_the_settings_is_reached_though_it_is_this_machine()
    {
        await using var stub = ProviderStub.Start(response => response.StatusCode = 200);
        Assert.Equal(["hello", "world"], await HearAsync(stub));
        Assert.Equal(("/audio/transcriptions", $"Bearer {Key}"), Assert.Single(stub.Asked));
    }

    [Fact]
    public async Task Key_goes_nowhere_that_the_provider_redirects_to()
    {
        await using var elsewhere = ProviderStub.Start(response => response.StatusCode = 200);
        await using var stub = ProviderStub.Start(response =>
        {
            response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            response.Headers.Location = elsewhere.Address + "/audio/transcriptions";
        });
        await Assert.ThrowsAsync<EngineFaultException>(() => HearAsync(stub));
        Assert.Empty(elsewhere.Asked);
    }

    [Fact]
    public async Task Request_that_fails_for_a_moment_is_made_again()
    {
        await using var stub = ProviderStub.Start(Busy("0"), Busy("0"), response => response.StatusCode = 200);
        Assert.Equal(["hello", "world"], await HearAsync(stub));
        Assert.Equal(3, stub.Asked.Count);
    }

    [Fact]
    public async Task Request_is_not_made_again_where_the_provider_wants_a_long_wait()
    {
        await using var stub = ProviderStub.Start(Busy("60"));
        var fault = await Assert.ThrowsAsync<EngineFaultException>(() => HearAsync(stub));
        Assert.Equal(EngineFaultKind.Limit, fault.Kind);
        Assert.Single(stub.Asked);
    }

    [Fact]
    public async Task Request_that_is_refused_is_not_made_again()
    {
        await using var stub = ProviderStub.Start(response => response.StatusCode = 401);
        var fault = await Assert.ThrowsAsync<EngineFaultException>(() => HearAsync(stub));
        Assert.Equal(EngineFaultKind.Auth, fault.Kind);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        Assert.Single(stub.Asked);
    }

    private static Action<HttpResponse> Busy(string retryAfter) => response =>
    {
        response.StatusCode = 429;
        response.Headers.RetryAfter = retryAfter;
    };

    /// <summary>The words of a second of sound.</summary>
    private static async Task<string[]> HearAsync(ProviderStub stub)
    {
        await using var services = Services(("Engines:OpenAi:Address", stub.Address), ("Engines:OpenAi:ApiKey", Key));
        await using var recognizer = Load(services, "openai");
        await using var stream = recognizer.CreateStream(new RecognizerStreamOptions());
        for (var frame = 0; frame < AudioFormat.SampleRate / IVoiceActivityDetector.FrameLength; frame++)
        {
            var samples = new float[IVoiceActivityDetector.FrameLength];
            Array.Fill(samples, 0.1f);
            await stream.AcceptAsync(
                new SpeechFrame((long)frame * samples.Length, samples, 1, 0), CancellationToken.None);
        }

        await stream.FinishAsync(CancellationToken.None);
        return [.. (await stream.Transcripts.ReadAllAsync().ToListAsync()).SelectMany(final => final.Words).Select(word => word.Text)];
    }

    private static IRecognizer Load(IServiceProvider services, string engine) => services.GetServices<IEngineFactory>()
        .Single(factory => factory.Match(engine) is not null).Load(new EngineOrder(engine, "", TimeProvider.System)).Recognizer;

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => new KeyValuePair<string, string?>(one.Name, one.Value))).Build())
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new OwnAddresses())
        .AddOptions<OutgoingOptions>().Services
        .AddCloudEngines()
        .BuildServiceProvider();
}
