using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.FakeYouTube;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Publishing;

/// <summary>A server whose captions go to a fake YouTube with two channels.</summary>
internal static class PublishingServer
{
    public static async Task<YouTubeFake> StartYouTubeAsync(TimeProvider? time = null, FakeOptions? options = null)
    {
        var fake = await YouTubeFake.StartAsync(options ?? new FakeOptions { KnowsEveryVideo = true }, time ?? TimeProvider.System);
        fake.AddChannel("UC1", "First channel");
        fake.AddChannel("UC2", "Second channel");
        return fake;
    }

    /// <param name="data">A data folder that another server left.</param>
    public static Task<TestServer> StartServerAsync(
        this YouTubeFake fake, string? data = null, Action<WebApplicationBuilder>? configure = null,
        params (string Name, string Value)[] settings) =>
        TestServer.StartAsync(data, configure: configure, settings:
        [
            ("YouTube:Address", fake.Address.AbsoluteUri),
            ("YouTube:ClientId", fake.Options.ClientId),
            ("YouTube:ClientSecret", fake.Options.ClientSecret),
            ("YouTube:DailyQuota", $"{fake.Options.DailyQuota}"),
            ("YouTube:RetrySeconds", "0.05"),
            .. settings,
        ]);

    /// <summary>Signs in as a person does by the page.</summary>
    /// <returns>What the page says then.</returns>
    public static async Task<string> ConnectAsync(this TestServer server, string channelId = "UC1")
    {
        using var begun = await server.Http.PostAsync("/api/youtube/login", content: null);
        begun.EnsureSuccessStatusCode();
        var consent = new Uri((await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!);
        return await server.Http.GetStringAsync((await YouTubeDesk.ConsentAsync(consent, channelId)).Back);
    }

    public static async Task<JsonElement> AddUploadAsync(this TestServer server, object request)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/uploads", request);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Puts a file into the queue, as the command line does.</summary>
    public static Task<UploadRow> AddFileAsync(
        this TestServer server, string videoId, string captions = YouTubeDesk.Vtt, string language = "en", int priority = 0) =>
        server.Services.GetRequiredService<UploadQueue>().AddAsync(
            new UploadRequest { VideoId = videoId, FileName = "captions.vtt", Priority = priority, Channel = "UC1" },
            language, System.Text.Encoding.UTF8.GetBytes(captions));

    public static async Task<JsonElement> UntilUploadAsync(this TestServer server, string id, string state)
    {
        var upload = default(JsonElement);
        await server.UntilAsync(async () =>
            (upload = await server.GetAsync($"/api/uploads/{id}")).GetProperty("state").GetString() == state);
        return upload;
    }
}
