using System.Diagnostics;
using System.Net;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Import;

public sealed class ImportTests
{
    [Fact]
    public async Task Uploaded_file_becomes_a_finished_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.ImportAsync(TestImports.Form(
            TestImports.Wav([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3)]), "talk.one.wav", ("language", "en"), ("public", "true")));

        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        var view = await session.ViewAsync();
        Assert.Equal("talk.one", view.GetProperty("title").GetString());
        Assert.Equal("talk.one.wav", view.GetProperty("source").GetString());
        Assert.Equal("en", view.GetProperty("language").GetString());
        Assert.True(view.GetProperty("public").GetBoolean());
        Assert.Equal("publisherClosed", view.GetProperty("endReason").GetString());
        Assert.Equal(1.95, view.GetProperty("duration").GetDouble(), 0.01);
        Assert.All(await session.CuesAsync(), cue => Assert.Null(cue.Latency));
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Theory]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("opus", "libopus")]
    [InlineData("mka", "flac")]
    public async Task Whatever_ffmpeg_reads_is_taken(string ending, string codec)
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { HearsAnything = true });
        var folder = Directory.CreateTempSubdirectory("livecaptions-import-");
        var (wav, coded) = (Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, $"a.{ending}"));
        await File.WriteAllBytesAsync(
            wav, TestImports.Wav([.. FakeSpeech.Silence(0.5), .. FakeSpeech.Say(50, 90), .. FakeSpeech.Silence(0.5)]));
        using (var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-i", wav, "-c:a", codec, coded]))
        {
            await ffmpeg.WaitForExitAsync();
        }

        var session = await server.ImportAsync(TestImports.Form(await File.ReadAllBytesAsync(coded), $"a.{ending}"));
        await session.UntilStateAsync("finished");

        Assert.Equal("something", await session.TextAsync());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("no film at all", "Invalid data")]
    [InlineData("#EXTM3U\n#EXTINF:9,\n/etc/secret.wav\n", "playlist")]
    [InlineData("ffconcat version 1.0\nfile other.upload\n", "playlist")]
    [InlineData("ID3\u0004\0\0\0\0\0\0#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/secret.wav\n#EXT-X-ENDLIST\n", "playlist")]
    [InlineData("<!-- --><mpd xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"></mpd>", "")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-KEY:METHOD=AES-128,URI=\"httpproxy://127.0.0.1:1/\"\n#EXTINF:9,\na.ts\n",
        "playlist")]
    [InlineData("", "Invalid data")]
    public async Task File_that_cannot_be_read_fails_its_session_with_one_clear_line(string content, string reason)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.ImportAsync(TestImports.Form(System.Text.Encoding.UTF8.GetBytes(content), "film.mp4"));
        await session.UntilStateAsync("failed");

        var view = await session.ViewAsync();
        Assert.Equal("sourceUnreadable", view.GetProperty("endReason").GetString());
        var message = view.GetProperty("message").GetString()!;
        Assert.StartsWith("film.mp4: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain(server.Data, message, StringComparison.Ordinal);
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task File_whose_times_leap_by_a_day_fills_no_more_than_a_recording_may()
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-import-");
        var (tone, leap) = (Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, "a.mka"));
        await File.WriteAllBytesAsync(tone, TestImports.Wav(FakeSpeech.Say(1, 2, 3)));
        using (var ffmpeg = Process.Start(
            "ffmpeg", ["-nostdin", "-v", "error", "-i", tone, "-af", "asetpts='PTS+if(gt(T,0.5),90000/TB,0)'", "-c:a", "flac", leap]))
        {
            await ffmpeg.WaitForExitAsync();
        }

        await using var server = await TestServer.StartAsync(settings: ("Sessions:MaxRecordingHours", "0.05"));
        var session = await server.ImportAsync(TestImports.Form(await File.ReadAllBytesAsync(leap), "a.mka"));
        await session.UntilStateAsync("finished");

        Assert.Equal("recordingLimit", (await session.ViewAsync()).GetProperty("endReason").GetString());
        Assert.InRange(await session.DurationAsync(), 100, 181);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Upload_that_would_fill_the_disk_is_refused_without_telling_where_that_is()
    {
        await using var server = await TestServer.StartAsync(settings: ("Storage:MinFreeMegabytes", "1000000"));
        var (status, code, detail) = await server.RefusedAsync(TestImports.Form(TestImports.Wav(FakeSpeech.Say(1))));
        Assert.Equal((507, "storage_full"), (status, code));
        Assert.Contains("LIVECAPTIONS_Storage__MinFreeMegabytes", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Data, detail, StringComparison.Ordinal);
        Assert.Empty(server.ImportFiles());
    }

    [Fact]
    public async Task Upload_that_cannot_be_kept_does_not_tell_where_it_was_to_be_kept()
    {
        await using var server = await TestServer.StartAsync();
        Directory.Delete(Path.Combine(server.Data, "imports"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(server.Data, "imports"), "no folder");
        var (status, code, detail) = await server.RefusedAsync(TestImports.Form(TestImports.Wav(FakeSpeech.Say(1))));
        Assert.Equal((507, "storage_full"), (status, code));
        Assert.DoesNotContain(server.Data, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_far_an_import_is_shows_in_its_session()
    {
        var (recognizer, gate) = Gated(behindSeconds: 1);
        await using var server = await TestServer.StartAsync(recognizer: recognizer);
        var session = await server.ImportAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(3.15)]);

        // Half a second is read at once: an eighth of it all.
        await server.UntilAsync(async () => (await session.ViewAsync()) is var view
            && view.TryGetProperty("progress", out var progress) && progress.GetDouble() is > 0.23 and < 0.395
            && view.GetProperty("message").GetString() == "Transcribing");

        gate.SetResult();
        await session.UntilStateAsync("finished");
        Assert.False((await session.ViewAsync()).TryGetProperty("message", out _));
    }

    [Fact]
    public async Task Reading_goes_little_ahead_of_recognition()
    {
        var (recognizer, gate) = Gated(behindSeconds: 1);
        await using var server = await TestServer.StartAsync(recognizer: recognizer);
        var session = await server.ImportAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(120), .. FakeSpeech.Say(2)]);

        await server.UntilAsync(async () => await session.DurationAsync() > 25);
        Assert.InRange(await session.DurationAsync(), 25, 40);

        gate.SetResult();
        await session.UntilStateAsync("finished");
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
    }

    [Fact]
    public async Task Killed_server_goes_on_with_the_file_where_it_was()
    {
        short[] talk =
        [
            .. FakeSpeech.Say(1), .. FakeSpeech.Silence(40), .. FakeSpeech.Say(2), .. FakeSpeech.Silence(40), .. FakeSpeech.Say(3)
        ];
        var (recognizer, _) = Gated(behindSeconds: 20);
        await using var killed = await TestServer.StartAsync(recognizer: recognizer, settings: ("Import:Concurrency", "1"));
        var session = await killed.ImportAsync(talk);
        var waiting = await killed.ImportAsync([.. FakeSpeech.Say(4)]);
        await killed.UntilAsync(async () => await session.DurationAsync() > 45);

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), settings: ("Sessions:GraceSeconds", "0"));
        foreach (var (at, text) in new[]
        {
            (session with { Server = restarted }, FakeSpeech.Text(1, 2, 3)), (waiting with { Server = restarted }, FakeSpeech.Text(4))
        })
        {
            await at.UntilStateAsync("finished");
            Assert.Equal(text, await at.TextAsync());
        }

        Assert.Equal(talk.Length / 16_000d, await session.DurationAsync(restarted), 0.001);
        await restarted.UntilAsync(() => Task.FromResult(restarted.ImportFiles().Length == 0));
    }

    [Fact]
    public async Task Stopped_server_keeps_the_file_for_the_next_one()
    {
        string copy;
        TestSession session;
        var (recognizer, _) = Gated(behindSeconds: 1);
        await using (var stopped = await TestServer.StartAsync(recognizer: recognizer))
        {
            session = await stopped.ImportAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(50), .. FakeSpeech.Say(2)]);
            await stopped.UntilAsync(async () => await session.DurationAsync() > 5);
            await stopped.StopAsync();
            copy = stopped.CopyOfData();
        }

        await using var restarted = await TestServer.StartAsync(copy);
        session = session with { Server = restarted };
        await session.UntilStateAsync("finished");
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_is_ended_by_finishing_or_deleting_its_session(bool delete)
    {
        var (recognizer, gate) = Gated(behindSeconds: 1);
        await using var server = await TestServer.StartAsync(
            recognizer: recognizer, settings: [("Import:Concurrency", "1"), ("Sessions:FinishWaitSeconds", "0")]);
        var running = await server.ImportAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(200)]);
        var waiting = await server.ImportAsync([.. FakeSpeech.Say(2)]);
        var last = await server.ImportAsync([.. FakeSpeech.Say(3)]);
        await server.UntilAsync(async () => await running.DurationAsync() > 5);

        foreach (var session in new[] { waiting, running })
        {
            using var response = delete
                ? await server.Http.DeleteAsync($"/api/sessions/{session.Id}")
                : await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null);
            Assert.True(response.IsSuccessStatusCode);
        }

        gate.SetResult();
        await last.UntilStateAsync("finished");
        Assert.Equal(FakeSpeech.Text(3), await last.TextAsync());
        await server.UntilAsync(() => Task.FromResult(server.ImportFiles().Length == 0));
        if (!delete)
        {
            await running.UntilStateAsync("finished");
            Assert.Equal(FakeSpeech.Text(1), await running.TextAsync());
            Assert.InRange(await running.DurationAsync(), 5, 60);
            Assert.Equal("finished", await waiting.StateAsync());
            Assert.Empty(await waiting.CuesAsync());
        }
    }

    [Fact]
    public async Task Imports_take_no_place_of_live_streams()
    {
        var (recognizer, gate) = Gated(behindSeconds: 0.5);
        await using var server = await TestServer.StartAsync(maxStreams: 1, recognizer: recognizer, settings: ("Import:Concurrency", "2"));
        TestSession[] imports = [await server.ImportAsync(FakeSpeech.Say(1, 2, 3)), await server.ImportAsync(FakeSpeech.Say(4, 5, 6))];
        await server.UntilAsync(async () =>
            (await Task.WhenAll(imports.Select(i => i.StateAsync()))).All(state => state is "finishing" or "live"));

        var live = await server.CreateSessionAsync();
        await using var publisher = await live.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Begin(7));
        Assert.Equal(1, server.Services.GetRequiredService<StreamLoad>().Streams);
        gate.SetResult();
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(7), await live.TextAsync());
        foreach (var import in imports)
        {
            await import.UntilStateAsync("finished");
        }
    }

    [Fact]
    public async Task Too_large_a_file_is_refused_and_nothing_is_kept()
    {
        await using var server = await TestServer.StartAsync(settings: ("Import:MaxMegabytes", "1"));
        var (status, code, detail) = await server.RefusedAsync(TestImports.Form(new byte[(1 << 20) + 1]));
        Assert.Equal((413, "file_too_large"), (status, code));
        Assert.Contains("1 MB", detail, StringComparison.Ordinal);
        Assert.Empty(server.ImportFiles());
        Assert.Equal(0, (await server.GetAsync("/api/sessions")).GetArrayLength());
    }

    [Fact]
    public async Task File_of_the_largest_size_is_taken()
    {
        await using var server = await TestServer.StartAsync(settings: ("Import:MaxMegabytes", "1"));
        var session = await server.ImportAsync(TestImports.Form(TestImports.Wav(new short[((1 << 20) - 44) / 2])));
        await session.UntilStateAsync("finished");
    }

    [Fact]
    public async Task Unusable_requests_are_refused_in_words()
    {
        await using var server = await TestServer.StartAsync();
        using var noFile = new MultipartFormDataContent { { new StringContent("x"), "title" } };
        Assert.Equal((400, "file_missing"), Short(await server.RefusedAsync(noFile)));
        using var noJson = new StringContent("{\"url\":", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal((400, "import_invalid"), Short(await server.RefusedAsync(noJson)));
        using var twoFiles = TestImports.Form([1]);
        twoFiles.Add(new ByteArrayContent([2]), "file", "b.wav");
        Assert.Equal((400, "form_invalid"), Short(await server.RefusedAsync(twoFiles)));
        Assert.Equal((400, "language_unavailable"), Short(await server.RefusedAsync(TestImports.Form([1], fields: ("language", "tlh")))));
        using var cut = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
        Assert.Equal((400, "form_invalid"), Short(await server.RefusedAsync(cut)));
        Assert.Empty(server.ImportFiles());

        static (int Status, string? Code) Short((int Status, string? Code, string? Detail) refused) => (refused.Status, refused.Code);
    }

    [Fact]
    public async Task Page_of_another_site_cannot_import()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sessions/import")
        {
            Content = TestImports.Form(TestImports.Wav(FakeSpeech.Say(1)))
        };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var refused = await server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var own = new HttpRequestMessage(HttpMethod.Post, "/api/sessions/import")
        {
            Content = TestImports.Form(TestImports.Wav(FakeSpeech.Say(1)))
        };
        own.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        using var taken = await server.Http.SendAsync(own);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\film\\a.mp4", "a.mp4")]
    [InlineData("films/", "upload")]
    public async Task Name_of_a_file_is_never_a_place(string sent, string shown)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.ImportAsync(TestImports.Form(TestImports.Wav(FakeSpeech.Say(1)), sent));
        await session.UntilStateAsync("finished");
        Assert.Equal(shown, (await session.ViewAsync()).GetProperty("source").GetString());
    }

    /// <summary>An engine that stops behind so many seconds of any stream until the gate opens.</summary>
    private static (FakeRecognizer Recognizer, TaskCompletionSource Gate) Gated(double behindSeconds)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (new FakeRecognizer { BeforeFrame = (frame, stop) =>
            frame.Position > behindSeconds * FakeSpeech.SampleRate ? gate.Task.WaitAsync(stop) : Task.CompletedTask },
            gate);
    }
}
