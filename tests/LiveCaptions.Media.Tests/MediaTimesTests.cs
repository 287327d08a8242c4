using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using Xunit;

namespace LiveCaptions.Media.Tests;

/// <summary>
/// Odd files, made with ffmpeg: when is what heard, and how long are they. Each piece is 2 s long, with a tone from 0.5 s to 1.5 s.
/// </summary>
public sealed class MediaTimesTests : IDisposable
{
    private const double Tolerance = 0.1;

    private readonly Ffmpeg _media = new();

    public void Dispose() => _media.Dispose();

    [Theory]
    [InlineData("mp3", "libmp3lame", 1, 44_100, 2, 22_050)]
    [InlineData("mp3", "libmp3lame", 2, 48_000, 1, 48_000)]
    [InlineData("aac", "aac", 1, 48_000, 2, 32_000)]
    [InlineData("ts", "aac", 1, 48_000, 2, 48_000)]
    [InlineData("ac3", "ac3", 6, 48_000, 1, 44_100)]
    [InlineData("webm", "libopus", 1, 48_000, 2, 48_000)]
    public async Task Pieces_of_other_formats_follow_one_another(
        string format, string codec, int channels, int rate, int thenChannels, int thenRate)
    {
        await PieceAsync($"a.{format}", "-c:a", codec, "-ac", $"{channels}", "-ar", $"{rate}");
        await PieceAsync($"b.{format}", "-c:a", codec, "-ac", $"{thenChannels}", "-ar", $"{thenRate}");
        await AssertHeardAsync(Join($"a.{format}", $"b.{format}"), length: 4, 0.5, 2.5);
    }

    [Fact]
    public async Task Rate_that_changes_late_in_a_long_recording_leaves_times_as_they_are()
    {
        await PieceAsync("a.ts", "-c:a", "mp2", "-ar", "48000", "-output_ts_offset", "36000");
        await PieceAsync("b.ts", "-c:a", "mp2", "-ar", "32000", "-output_ts_offset", "36002");
        await PieceAsync("c.ts", "-c:a", "mp2", "-ar", "44100", "-ac", "2", "-output_ts_offset", "36014");
        await AssertHeardAsync(Join("a.ts", "b.ts", "c.ts"), length: 16, 0.5, 2.5, 14.5);
    }

    [Theory]
    [InlineData("webm", "libopus", "-live", "1")]
    [InlineData("mka", "flac", "-live", "1")]
    [InlineData("ts", "aac")]
    [InlineData("ts", "ac3")]
    public async Task Clock_that_starts_anew_loses_nothing(string format, string codec, params string[] options)
    {
        await PieceAsync($"a.{format}", ["-c:a", codec, "-ar", "48000", .. options]);
        var reader = await AssertHeardAsync(Join($"a.{format}", $"a.{format}", $"a.{format}"), length: 6, 0.5, 2.5, 4.5);
        Assert.Equal("clockRestarted", Assert.Single(reader.Notices).Code);
    }

    [Fact]
    public async Task Flv_of_two_recordings_is_heard_to_its_end()
    {
        await PieceAsync("a.flv", "-c:a", "aac");
        var bytes = await File.ReadAllBytesAsync(_media.At("a.flv"));
        await File.WriteAllBytesAsync(_media.At("joined.flv"), [.. bytes, .. bytes[13..]]);
        await AssertHeardAsync("joined.flv", length: 4, 0.5, 2.5);
    }

    [Theory]
    [InlineData("late.ts", "mpeg2video", "mp2")]
    [InlineData("late.ts", "libx264", "aac")]
    [InlineData("late.vob", "mpeg2video", "ac3")]
    [InlineData("late.mkv", "libx264", "aac")]
    [InlineData("late.mov", "libx264", "pcm_s16le")]
    [InlineData("late.flv", "flv1", "libmp3lame")]
    public async Task Sound_that_begins_behind_the_pictures_is_late(string name, string video, string codec)
    {
        await PieceAsync("a.wav");
        await Ffmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc=d=8:s=64x64:r=25", "-itsoffset", "4", "-i", _media.At("a.wav"),
            "-c:v", video, "-pix_fmt", "yuv420p", "-c:a", codec, "-ar", "44100", _media.At(name));
        await AssertHeardAsync(name, length: null, 4.5);
    }

    [Theory]
    [InlineData("gap.mkv", "aac", 600)]
    [InlineData("gap.mkv", "libopus", 7_200)]
    [InlineData("gap.mov", "aac", 30)]
    [InlineData("gap.ts", "aac", 30)]
    public async Task Gap_is_silence_of_its_length(string name, string codec, int seconds)
    {
        await PieceAsync("a.mka", "-c:a", codec, "-ar", "48000");
        _media.Write("list", $"ffconcat version 1.0\nfile a.mka\nduration {seconds}\nfile a.mka\n");
        await Ffmpeg.RunAsync("-f", "concat", "-i", _media.At("list"), "-c", "copy", _media.At(name));
        var reader = await AssertHeardAsync(name, length: seconds + 2, 0.5, seconds + 0.5);
        Assert.Contains(reader.Notices, notice => notice is { Code: "gaps", LostSamples: 0 });
    }

    [Fact]
    public async Task Damage_in_the_middle_keeps_the_times_behind_it_and_is_said()
    {
        await PieceAsync("a.ts", "-c:a", "aac", "-ar", "48000");
        await Ffmpeg.RunAsync(
            "-i", _media.At("a.ts"), "-i", _media.At("a.ts"), "-filter_complex", "[0:a][1:a]concat=v=0:a=1",
            "-c:a", "aac", "-ar", "48000", _media.At("long.ts"));
        var bytes = await File.ReadAllBytesAsync(_media.At("long.ts"));
        var packets = bytes.Chunk(188).ToArray();
        var random = new Random(5);
        foreach (var packet in packets[(packets.Length * 4 / 10)..(packets.Length / 2)])
        {
            random.NextBytes(packet.AsSpan(8));
        }

        await File.WriteAllBytesAsync(_media.At("damaged.ts"), [.. packets.SelectMany(packet => packet)]);
        await using var reader = await MediaFile.OpenAsync(_media.At("damaged.ts"), CancellationToken.None);
        var onsets = Onsets(await MediaSamples.ReadAllAsync(reader));
        Assert.Contains(onsets, onset => Math.Abs(onset - 2.5) < Tolerance);
        Assert.Contains(reader.Notices, notice => notice.Code == "damaged");
    }

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task Dts_inside_a_wav_is_sound_and_no_noise(int rate)
    {
        await PieceAsync("a.dts", "-ac", "2", "-ar", "44100", "-c:a", "dca", "-strict", "-2", "-b:a", "1411200");
        await Ffmpeg.RunAsync("-f", "s16le", "-ar", $"{rate}", "-ac", "2", "-i", _media.At("a.dts"), _media.At("dts.wav"));
        await AssertHeardAsync("dts.wav", length: 2, 0.5);
    }

    [Fact]
    public async Task Default_track_is_taken_and_another_on_request()
    {
        await PieceAsync("tone.wav");
        await Ffmpeg.RunAsync("-f", "lavfi", "-i", "anullsrc=d=3:r=44100", "-c:a", "aac", _media.At("silent.mka"));
        await Ffmpeg.RunAsync(
            "-i", _media.At("silent.mka"), "-i", _media.At("tone.wav"), "-map", "0", "-map", "1",
            "-c:a", "aac", "-metadata:s:a:0", "language=ger", "-metadata:s:a:1", "language=eng",
            "-disposition:a:0", "0", "-disposition:a:1", "default", _media.At("film.mkv"));

        await using (var beginning = await MediaFile.OpenAsync(_media.At("film.mkv"), CancellationToken.None))
        {
            await beginning.ReadAsync(new short[100], CancellationToken.None);
            Assert.Empty(beginning.Notices);
        }

        Assert.Empty((await AssertHeardAsync("film.mkv", length: 2, 0.5)).Notices);
        await AssertHeardAsync("film.mkv", new MediaChoice(Track: 2), length: 2, 0.5);
        var first = await AssertHeardAsync("film.mkv", new MediaChoice(Track: 1), length: 3);
        Assert.Equal("Track 1 is silent; there is also 2 (eng): choose with track.", Assert.Single(first.Notices).Message);
        await AssertHeardAsync("film.mkv", new MediaChoice(Language: "de-AT"), length: 3);
        await using var none = await MediaFile.OpenAsync(
            _media.At("film.mkv"), new MediaChoice(Track: 3), TimeProvider.System, CancellationToken.None);
        var error = await Assert.ThrowsAsync<MediaReadException>(() => MediaSamples.ReadAllAsync(none));
        Assert.Equal("It has 2 audio tracks; there is no track 3.", error.Message);
    }

    [Fact]
    public async Task Float_samples_that_are_no_numbers_are_silence_in_any_container()
    {
        var samples = new float[32_000];
        Array.Fill(samples, 0.25f);
        samples[12_345] = float.NaN;
        await File.WriteAllBytesAsync(_media.At("a.raw"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(samples).ToArray());
        await Ffmpeg.RunAsync("-f", "f32le", "-ar", "16000", "-ac", "1", "-i", _media.At("a.raw"), "-c:a", "copy", _media.At("a.mka"));
        await using var reader = await MediaFile.OpenAsync(_media.At("a.mka"), CancellationToken.None);
        var heard = await MediaSamples.ReadAllAsync(reader);
        Assert.Equal(32_000, heard.Length);
        Assert.InRange(heard[12_345], (short)-1, (short)1);
        Assert.Contains(reader.Notices, notice => notice.Code == "notNumbers");
    }

    private Task PieceAsync(string name, params string[] options) => Ffmpeg.RunAsync(
        ["-f", "lavfi", "-i", "sine=f=440:d=2:r=48000,volume='if(between(t,0.5,1.5),4,0)':eval=frame", .. options, _media.At(name)]);

    private string Join(params string[] names)
    {
        var joined = $"joined{Path.GetExtension(names[0])}";
        File.WriteAllBytes(_media.At(joined), [.. names.SelectMany(name => File.ReadAllBytes(_media.At(name)))]);
        return joined;
    }

    private Task<IMediaReader> AssertHeardAsync(string name, double? length, params double[] onsets) =>
        AssertHeardAsync(name, MediaChoice.Default, length, onsets);

    private async Task<IMediaReader> AssertHeardAsync(string name, MediaChoice choice, double? length, params double[] onsets)
    {
        await using var reader = await MediaFile.OpenAsync(_media.At(name), choice, TimeProvider.System, CancellationToken.None);
        var samples = await MediaSamples.ReadAllAsync(reader);
        var heard = Onsets(samples);
        Assert.Equal(onsets.Length, heard.Count);
        Assert.All(onsets.Zip(heard), pair => Assert.InRange(pair.Second, pair.First - Tolerance, pair.First + Tolerance));
        Assert.InRange(samples.Length / 16_000.0, (length ?? 0) - Tolerance, (length ?? double.MaxValue) + (2 * Tolerance));
        return reader;
    }

    /// <summary>When it gets loud, in seconds, after at least a third of a second that is not.</summary>
    private static List<double> Onsets(short[] samples)
    {
        var (onsets, quietSince) = (new List<double>(), -16_000);
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < 1_500)
            {
                continue;
            }

            if (i - quietSince > 16_000 / 3)
            {
                onsets.Add(i / 16_000.0);
            }

            quietSince = i;
        }

        return onsets;
    }
}
