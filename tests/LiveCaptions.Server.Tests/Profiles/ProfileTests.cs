using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Profiles;

public sealed class ProfileTests
{
    private const int Anna = 1;
    private const int Ben = 11;

    [Fact]
    public async Task Profile_names_its_speaker_in_later_sessions_that_ask_for_it_and_nobody_else()
    {
        await using var server = await StartAsync();
        await CreateProfileAsync(server, "Anna", await HearAsync(server, Anna));
        var asks = await server.CreateSessionAsync(new { profiles = true });
        await using var viewer = await EventViewer.ConnectAsync(server, asks.Id);

        await SpeakAsync(asks, Anna);
        var other = await HearAsync(server, Ben, profiles: true);
        var silent = await HearAsync(server, Anna);

        Assert.True(await viewer.ReadUntilAsync(v => v.Renamed.Count > 0));
        Assert.Equal(("s1", "Anna"), (viewer.Renamed[0].Id, viewer.Renamed[0].Label));
        Assert.InRange(viewer.Renamed[0].Confidence!.Value, 0.9, 1);
        Assert.Equal(viewer.Renamed[0].Confidence, (await SpeakerAsync(asks)).GetProperty("confidence").GetDouble());
        Assert.All(await asks.CuesAsync(), cue => Assert.Equal("Anna", cue.Speaker!.Label));
        Assert.Equal("Speaker 1", await LabelAsync(other));
        Assert.Equal("Speaker 1", await LabelAsync(silent));
    }

    [Fact]
    public async Task Name_that_a_person_gave_stays()
    {
        await using var server = await StartAsync();
        await CreateProfileAsync(server, "Anna", await HearAsync(server, Anna));
        var session = await server.CreateSessionAsync(new { profiles = true });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(Speech(Anna, words: 8));
        await viewer.FinalsAsync(1);
        using var renamed = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/speakers/s1", new { label = "The chair" });

        await publisher.SendAsync(Speech(Anna));
        await publisher.CloseAsync();

        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        Assert.Equal("The chair", await LabelAsync(session));
    }

    [Fact]
    public async Task Voice_that_is_like_two_profiles_gets_neither_name()
    {
        await using var server = await StartAsync();
        var source = await HearAsync(server, Anna);
        await CreateProfileAsync(server, "Anna", source);
        await CreateProfileAsync(server, "Anne", source);

        Assert.Equal("Speaker 1", await LabelAsync(await HearAsync(server, Anna, profiles: true)));
    }

    [Fact]
    public async Task Verification_says_whether_it_is_the_same_voice()
    {
        await using var server = await StartAsync();
        var id = await CreateProfileAsync(server, "Anna", await HearAsync(server, Anna));

        var same = await VerifyAsync(server, id, await HearAsync(server, Anna));
        var other = await VerifyAsync(server, id, await HearAsync(server, Ben));

        Assert.True(same.GetProperty("match").GetBoolean());
        Assert.Equal(1, same.GetProperty("score").GetDouble(), 1e-3);
        Assert.False(other.GetProperty("match").GetBoolean());
        Assert.InRange(other.GetProperty("confidence").GetDouble(), 0, 0.1);
    }

    [Fact]
    public async Task What_no_profile_can_be_made_of_is_refused()
    {
        await using var server = await StartAsync();
        var heard = await HearAsync(server, Anna);
        var brief = await HearAsync(server, Anna, words: 16);
        var named = await HearAsync(server, Anna, query: "&speaker=Anna");

        Assert.Equal((400, "name_invalid"), await RefusalAsync(server, " ", heard.Id, "s1"));
        Assert.Equal((404, "session_not_found"), await RefusalAsync(server, "Anna", "nothere", "s1"));
        Assert.Equal((404, "speaker_not_found"), await RefusalAsync(server, "Anna", heard.Id, "s2"));
        Assert.Equal((409, "too_little_speech"), await RefusalAsync(server, "Anna", brief.Id, "s1"));
        Assert.Equal((409, "no_voice"), await RefusalAsync(server, "Anna", named.Id, "t1"));
        Assert.Empty((await server.GetAsync("/api/profiles")).EnumerateArray());
    }

    [Fact]
    public async Task Deleted_profile_is_in_no_file_any_more()
    {
        await using var server = await StartAsync();
        var source = await HearAsync(server, Anna);
        var id = await CreateProfileAsync(server, "Annabella", source);
        var row = (await server.Services.GetRequiredService<ProfileStore>().FindAsync(id))!;
        Assert.NotEmpty(server.FilesWith(row.Protected[^64..]));

        using var deleted = await server.Http.DeleteAsync($"/api/profiles/{id}");
        using var gone = await server.Http.GetAsync($"/api/profiles/{id}");

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
        Assert.Empty(server.FilesWith(row.Protected[^64..]));
        Assert.Empty(server.FilesWith("Annabella"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Profile_is_encrypted_with_keys_in_the_data_folder_and_needs_them()
    {
        string copy;
        string id;
        TestSession source;
        await using (var server = await StartAsync())
        {
            source = await HearAsync(server, Anna);
            id = await CreateProfileAsync(server, "Anna", source);
            var row = (await server.Services.GetRequiredService<ProfileStore>().FindAsync(id))!;
            Assert.Equal(-1, row.Protected.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>([1, 0, 0, 0])));
            var keys = Directory.GetFiles(Path.Combine(server.Data, "secret-keys"));
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
            copy = server.CopyOfData();
        }

        await using (var restarted = await StartAsync(copy))
        {
            Assert.True((await VerifyAsync(restarted, id, source)).GetProperty("match").GetBoolean());
            copy = restarted.CopyOfData();
        }

        Directory.Delete(Path.Combine(copy, "secret-keys"), recursive: true);
        await using var robbed = await StartAsync(copy);
        Assert.Equal("profile_unreadable", (await VerifyAsync(robbed, id, source)).GetProperty("code").GetString());
    }

    private static Task<TestServer> StartAsync(string? data = null) =>
        TestServer.StartAsync(data, recognizer: new FakeRecognizer { Voices = new FakeVoices() });

    /// <summary>A session in which somebody has spoken: a quarter of a second per word.</summary>
    private static async Task<TestSession> HearAsync(TestServer server, int word, bool? profiles = null, int words = 32, string query = "")
    {
        var session = await server.CreateSessionAsync(new { profiles });
        await SpeakAsync(session, word, words, query);
        return session;
    }

    private static async Task SpeakAsync(TestSession session, int word, int words = 32, string query = "")
    {
        await using var publisher = await session.PublishAsync(query);
        await publisher.SendAsync(Speech(word, words));
        await publisher.CloseAsync();
    }

    private static short[] Speech(int word, int words = 32) => FakeSpeech.Say([.. Enumerable.Repeat(word, words)]);

    private static async Task<string> CreateProfileAsync(TestServer server, string name, TestSession session)
    {
        using var response = await server.Http.PostAsJsonAsync("/api/profiles", new { name, sessionId = session.Id, speakerId = "s1" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var profile = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["id", "name", "createdAt", "seconds"], profile.EnumerateObject().Select(p => p.Name));
        Assert.InRange(profile.GetProperty("seconds").GetDouble(), 7.9, 8.4);
        return profile.GetProperty("id").GetString()!;
    }

    private static async Task<(int Status, string? Code)> RefusalAsync(TestServer server, string name, string sessionId, string speakerId)
    {
        using var response = await server.Http.PostAsJsonAsync("/api/profiles", new { name, sessionId, speakerId });
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private static async Task<JsonElement> VerifyAsync(TestServer server, string id, TestSession session)
    {
        using var response = await server.Http.PostAsJsonAsync(
            $"/api/profiles/{id}/verify", new { sessionId = session.Id, speakerId = "s1" });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> SpeakerAsync(TestSession session) => (await session.ViewAsync()).GetProperty("speakers")[0];

    private static async Task<string?> LabelAsync(TestSession session) => (await SpeakerAsync(session)).GetProperty("label").GetString();
}
