using System.Runtime.InteropServices;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A track's recording as it stands on disk: how long it is, and which tone is where.</summary>
internal sealed class RecordedAudio
{
    public const int SampleRate = 16_000;

    private const int HeaderBytes = 44;
    private const int Block = SampleRate / 50;
    private const double Quiet = 300;

    private readonly short[] _samples;

    private RecordedAudio(short[] samples) => _samples = samples;

    /// <summary>Tones that are told apart: whole periods in 20 ms.</summary>
    public static IReadOnlyList<int> Tones { get; } = [400, 650, 1_000, 1_350];

    public double Seconds => _samples.Length / (double)SampleRate;

    /// <summary>What is heard from start to end. Less than 60 ms of anything, as where one tone turns into another, is not told.</summary>
    public List<RecordedRun> Runs
    {
        get
        {
            var runs = new List<RecordedRun>();
            for (var start = 0; start < _samples.Length; start += Block)
            {
                Extend(runs, ToneOf(_samples.AsSpan(start..Math.Min(start + Block, _samples.Length))), start);
            }

            return [.. Merge(runs.Where(run => run.Seconds >= 0.06))];
        }
    }

    public static RecordedAudio Of(TestSession session, int track = 0, TestServer? at = null)
    {
        var path = Path.Combine((at ?? session.Server).Data, "recordings", session.Id, $"track{track}.wav");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[(file.Length - HeaderBytes) / sizeof(short) * sizeof(short)];
        file.Position = HeaderBytes;
        file.ReadExactly(bytes);
        return new RecordedAudio(MemoryMarshal.Cast<byte, short>(bytes).ToArray());
    }

    /// <summary>The recording is so long, and has these tones (0: silence) one after the other, each for so many seconds.</summary>
    public void IsHeardAs(double tolerance, params (int Hertz, double Seconds)[] expected)
    {
        var runs = Runs;
        Assert.Equal(expected.Select(run => run.Hertz), runs.Select(run => run.Hertz));
        Assert.All(expected.Zip(runs), pair => Assert.Equal(pair.First.Seconds, pair.Second.Seconds, tolerance));
    }

    private static void Extend(List<RecordedRun> runs, int tone, int start)
    {
        var end = (start + Block) / (double)SampleRate;
        if (runs is [.., var last] && last.Hertz == tone)
        {
            runs[^1] = last with { End = end };
        }
        else
        {
            runs.Add(new RecordedRun(tone, start / (double)SampleRate, end));
        }
    }

    private static IEnumerable<RecordedRun> Merge(IEnumerable<RecordedRun> runs)
    {
        RecordedRun? open = null;
        foreach (var run in runs)
        {
            if (open is not null && open.Hertz != run.Hertz)
            {
                yield return open with { End = run.Start };
                open = null;
            }

            open = open is null ? run : open with { End = run.End };
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    /// <returns>The tone that has most of the energy; 0 where there is nearly none.</returns>
    private static int ToneOf(ReadOnlySpan<short> block)
    {
        var energy = 0.0;
        foreach (var sample in block)
        {
            energy += sample * (double)sample;
        }

        return Math.Sqrt(energy / block.Length) < Quiet ? 0 : Tones[Loudest(block)];
    }

    private static int Loudest(ReadOnlySpan<short> block)
    {
        var powers = new double[Tones.Count];
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = Goertzel(block, Tones[i]);
        }

        return Array.IndexOf(powers, powers.Max());
    }

    private static double Goertzel(ReadOnlySpan<short> block, int hertz)
    {
        var coefficient = 2 * Math.Cos(2 * Math.PI * hertz / SampleRate);
        var (before, last) = (0.0, 0.0);
        foreach (var sample in block)
        {
            (before, last) = (last, sample + (coefficient * last) - before);
        }

        return (before * before) + (last * last) - (coefficient * before * last);
    }
}
