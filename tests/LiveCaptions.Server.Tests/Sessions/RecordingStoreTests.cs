using System.Net;
using System.Runtime.InteropServices;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Recordings may be kept elsewhere than on the local disk: nothing reaches them but by their store.</summary>
public sealed class RecordingStoreTests
{
    [Fact]
    public async Task Session_is_recognised_heard_and_deleted_by_whatever_store_has_its_recordings()
    {
        var recordings = new MemoryRecordings();
        await using var server = await TestServer.StartAsync(
            configure: builder => builder.Services.AddSingleton<IRecordingStore>(recordings));
        var said = FakeSpeech.Say(1, 2);
        var session = await server.PublishedAsync(new { }, said);

        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
        Assert.Single(recordings.Names);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(server.Data, "recordings")));
        var wav = await server.Http.GetByteArrayAsync($"/api/sessions/{session.Id}/audio");
        Assert.Equal(said, MemoryMarshal.Cast<byte, short>(wav.AsSpan(44))[..said.Length].ToArray());
        Assert.Equal(recordings.Size, (await server.GetAsync("/api/status")).GetProperty("storage").GetProperty("recordings").GetInt64());

        using var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(recordings.Names);
    }
}
