using System.Diagnostics;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using Microsoft.Extensions.Time.Testing;
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

    [Theory]
    [InlineData("late.mkv", "libx264")]
    [InlineData("late.mkv", "libx265")]
    [InlineData("late.mkv", "mpeg4")]
    [InlineData("late.mp4", "libx264")]
    [InlineData("late.flv", "libx264")]
    public async Task Times_follow_the_medium_where_its_sound_starts_late(string name, string video)
    {
        var path = PathOf(name);
        var codec = name.EndsWith(".mkv", StringComparison.Ordinal) ? "flac" : "pcm_s16le";
        codec = name.EndsWith(".mp4", StringComparison.Ordinal) ? "alac" : codec;
        await FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc=d=2:s=64x64", "-itsoffset", "0.5",
            "-i", WriteWav(Tone(16_000)), "-c:v", video, "-c:a", codec, "-ar", "44100", path);
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        var samples = await MediaSamples.ReadAllAsync(reader);
        Assert.InRange(Array.FindIndex(samples, sample => Math.Abs((int)sample) > 500), 7_900, 8_100);
        Assert.InRange(samples.Length, 23_900, 24_100);
    }

    [Fact]
    public async Task Times_that_start_somewhere_else_count_from_its_first_picture()
    {
        var path = PathOf("live.mkv");
        await FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc=d=2:s=64x64", "-itsoffset", "0.5", "-i", WriteWav(Tone(16_000)),
            "-c:v", "libx264", "-c:a", "flac", "-output_ts_offset", "1000", path);
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
        var reader = FfmpegDecoder.Start(path, MediaChoice.Default, TimeProvider.System);
        var buffer = new short[100];
        Assert.NotEqual(0, await reader.ReadAsync(buffer, stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(buffer, stop.Token));
        await reader.DisposeAsync(); // returns only when the child is gone
    }

    [Fact]
    public async Task Child_that_gives_nothing_any_more_is_ended()
    {
        var time = new FakeTimeProvider();
        await using var reader = await MediaFile.OpenAsync(
            await ConvertAsync(Tone(16_000_000), "long.flac"), MediaChoice.Default, time, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MediaReadException>(async () =>
        {
            for (var count = 1; count > 0;)
            {
                var read = reader.ReadAsync(new short[100], CancellationToken.None).AsTask();
                time.Advance(FfmpegDecoder.Patience);
                count = await read;
            }
        });
        Assert.Equal("It cannot be decoded: nothing came out of it for 120 s.", error.Message);
    }

    [Theory]
    [InlineData("stereo.wav")]
    [InlineData("stereo.flac")]
    public async Task Stereo_is_read_channel_by_channel(string name)
    {
        var (left, right) = (Tone(40_000), new short[40_000]);
        right[12_345] = 9_000;
        var path = await StereoAsync(left, right, name);

        var readers = await MediaFile.OpenStereoAsync(path, CancellationToken.None);

        Assert.Equal(2, readers.Count);
        Assert.Equal(left, await MediaSamples.ReadAllAsync(readers[0]));
        Assert.Equal(right, await MediaSamples.ReadAllAsync(readers[1]));
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("mono.wav", "It has 1 channel; only stereo can be split.")]
    [InlineData("mono.flac", "It has 1 channel; only stereo can be split.")]
    [InlineData("surround.flac", "It has 6 channels; only stereo can be split.")]
    [InlineData("silent.mkv", "It has no audio track.")]
    [InlineData("none.mp3", "There is no such file.")]
    public async Task What_is_no_stereo_is_not_split_and_says_what_it_is(string name, string message)
    {
        switch (name)
        {
            case "mono.wav": File.Move(WriteWav(Tone(1_000)), PathOf(name)); break;
            case "mono.flac": await ConvertAsync(Tone(1_000), name); break;
            case "surround.flac": await FfmpegAsync("-i", WriteWav(Tone(1_000)), "-ac", "6", PathOf(name)); break;
            case "silent.mkv": await FfmpegAsync("-f", "lavfi", "-i", "color=black:s=16x16:d=0.2", PathOf(name)); break;
            default: break;
        }

        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaFile.OpenStereoAsync(PathOf(name), CancellationToken.None));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task Junk_is_not_split_for_the_reason_that_it_is_not_read()
    {
        var path = PathOf("junk.mp4");
        await File.WriteAllTextAsync(path, "this is no film");
        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaFile.OpenStereoAsync(path, CancellationToken.None));
        Assert.StartsWith("Invalid data found when processing input", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_is_not_split_since_it_can_be_read_only_once()
    {
        var path = PathOf("pipe");
        using (var tool = Process.Start("mkfifo", [path]))
        {
            await tool.WaitForExitAsync(CancellationToken.None);
        }

        using var both = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaFile.OpenStereoAsync(path, CancellationToken.None));
        Assert.StartsWith("It is a pipe", error.Message, StringComparison.Ordinal);
    }

    private static async Task ReadAsync(string path)
    {
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        await MediaSamples.ReadAllAsync(reader);
    }

    /// <summary>Interleaved by hand, so that no filter is trusted with it.</summary>
    private async Task<string> StereoAsync(short[] left, short[] right, string name)
    {
        var raw = PathOf("stereo.raw");
        await File.WriteAllBytesAsync(
            raw, MemoryMarshal.AsBytes<short>([.. left.Zip(right, (l, r) => (short[])[l, r]).SelectMany(frame => frame)]).ToArray());
        await FfmpegAsync("-f", "s16le", "-ar", "16000", "-ac", "2", "-i", raw, PathOf(name));
        return PathOf(name);
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
