using System.Diagnostics;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests;

public sealed class MediaFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-media-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("tone.flac")]
    [InlineData("-name: with [odd] 'signs'.mka")]
    public async Task Compressed_file_gives_the_samples_that_went_in(string name)
    {
        var samples = Tone(40_000);
        var path = await ConvertAsync(samples, name);
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        Assert.Equal(samples, await MediaSamples.ReadAllAsync(reader));
        Assert.Equal(2.5, reader.Duration!.Value.TotalSeconds, 0.02);
    }

    [Fact]
    public async Task Times_follow_the_medium_where_its_sound_starts_late()
    {
        var path = PathOf("late.mkv");
        await FfmpegAsync("-f", "lavfi", "-i", "color=black:s=16x16:d=2", "-itsoffset", "0.5", "-i", WriteWav(Tone(16_000)), "-c:a", "flac", path);
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        var samples = await MediaSamples.ReadAllAsync(reader);
        Assert.InRange(Array.FindIndex(samples, sample => Math.Abs((int)sample) > 500), 7_900, 8_100);
    }

    [Fact]
    public async Task Wav_file_needs_no_ffmpeg()
    {
        var path = WriteWav(Tone(1000));
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        Assert.IsType<WavReader>(reader);
    }

    [Fact]
    public async Task Missing_file_is_said_so()
    {
        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaFile.OpenAsync(PathOf("none.mp3"), CancellationToken.None));
        Assert.Equal("There is no such file.", error.Message);
    }

    [Fact]
    public async Task Folder_is_said_to_be_one()
    {
        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaFile.OpenAsync(_folder.FullName, CancellationToken.None));
        Assert.Equal("It is a folder.", error.Message);
    }

    [Fact]
    public async Task Junk_gives_the_reason_in_one_line()
    {
        var path = PathOf("junk.mp4");
        await File.WriteAllTextAsync(path, "this is no film");
        var error = await Assert.ThrowsAsync<MediaReadException>(() => ReadAsync(path));
        Assert.StartsWith("Invalid data found when processing input", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Film_without_sound_is_said_so()
    {
        var path = PathOf("silent.mkv");
        await FfmpegAsync("-f", "lavfi", "-i", "color=black:s=16x16:d=0.2", path);
        var error = await Assert.ThrowsAsync<MediaReadException>(() => ReadAsync(path));
        Assert.Equal("It has no audio track.", error.Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_read_and_the_child()
    {
        var path = await ConvertAsync(Tone(1_600_000), "long.flac");
        using var stop = new CancellationTokenSource();
        var reader = FfmpegDecoder.Start(path);
        var buffer = new short[100];
        Assert.NotEqual(0, await reader.ReadAsync(buffer, stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(buffer, stop.Token));
        await reader.DisposeAsync(); // returns only when the child is gone
    }

    private static async Task ReadAsync(string path)
    {
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        await MediaSamples.ReadAllAsync(reader);
    }

    private async Task<string> ConvertAsync(short[] samples, string name)
    {
        var path = PathOf(name);
        await FfmpegAsync("-i", WriteWav(samples), "-c:a", "flac", $"file:{path}");
        return path;
    }

    private static async Task FfmpegAsync(params string[] arguments)
    {
        using var process = Process.Start("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, process.ExitCode);
    }

    private string WriteWav(short[] samples)
    {
        var path = PathOf("source.wav");
        using var writer = new WavWriter(File.Create(path), 16_000);
        writer.Write(samples);
        return path;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static short[] Tone(int length) =>
        Enumerable.Range(0, length).Select(i => (short)(9000 * Math.Cos(2 * Math.PI * 440 * i / 16_000))).ToArray();
}
