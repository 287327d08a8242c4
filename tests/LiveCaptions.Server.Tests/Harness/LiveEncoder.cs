using System.Diagnostics;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>An ffmpeg that sends a tone at the pace it sounds, as an encoder does.</summary>
internal sealed class LiveEncoder : IAsyncDisposable
{
    private readonly Process _process;

    private LiveEncoder(Process process) => _process = process;

    /// <param name="output">What it makes of the tone, and where it sends it.</param>
    public static LiveEncoder Start(int hertz, double seconds, params string[] output) => Start(["-re"], hertz, seconds, output);

    /// <summary>Segments of a second; the playlist keeps the last four.</summary>
    public static LiveEncoder StartHls(int hertz, double seconds, string folder) => Start(
        hertz, seconds, [.. "-c:a aac -b:a 96k -f hls -hls_time 1 -hls_list_size 4".Split(' '), Path.Combine(folder, "live.m3u8")]);

    /// <summary>At once, as a file.</summary>
    public static Task<byte[]> Mp3Async(int hertz, double seconds) => FileAsync(hertz, seconds, "-b:a 64k -f mp3");

    /// <summary>At once, as a file.</summary>
    public static async Task<byte[]> FileAsync(int hertz, double seconds, string format)
    {
        var file = Path.GetTempFileName();
        await using (var encoder = Start([], hertz, seconds, [.. format.Split(' '), "-y", file]))
        {
            await encoder._process.WaitForExitAsync();
        }

        var sound = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        return sound;
    }

    /// <summary>Cuts a file into segments of a second, with a playlist that is whole.</summary>
    public static async Task CutAsync(string file, string playlist)
    {
        using var process = Process.Start("ffmpeg", [
            .. "-nostdin -hide_banner -loglevel fatal -i".Split(' '), file,
            .. "-c:a aac -b:a 96k -f hls -hls_time 1 -hls_playlist_type vod".Split(' '), playlist
        ]);
        await process.WaitForExitAsync();
    }

    /// <summary>It is gone without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static LiveEncoder Start(string[] pace, int hertz, double seconds, string[] output) => new(Process.Start(
        "ffmpeg",
        [
            .. "-nostdin -hide_banner -loglevel fatal".Split(' '), .. pace, "-f", "lavfi", "-i", string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"sine=frequency={hertz}:duration={seconds}:sample_rate=48000"),
            "-af", "volume=6", .. output
        ]));
}
