using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Speech made by a synthesizer.</summary>
public static class SpokenText
{
    private const string Synthesizer = "/usr/bin/flite";
    private const int Pause = 16_000;
    private const string Encoder = "/usr/bin/ffmpeg";
    private static readonly Regex Word = new("[a-z']+|[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Writes <paramref name="text"/> as speech, 16 kHz WAV.</summary>
    public static async Task WriteAsync(string path, string text)
    {
        Assert.True(
            File.Exists(Synthesizer),
            $"{Synthesizer} is missing: install it with 'sudo apt-get install flite', or run './livecaptions test'.");
        await RunAsync(Synthesizer, "-voice", "slt", "-t", text, "-o", path);
    }

    /// <summary>Writes <paramref name="text"/> as speech between pauses, Opus in Ogg with packets of 20 ms.</summary>
    public static async Task WriteOpusAsync(string path, string text)
    {
        using var folder = new TempFolder();
        var speech = folder.File("speech.wav");
        await WriteAsync(speech, text);
        WavFile.Write(speech, [.. new short[Pause], .. WavFile.Read(speech), .. new short[Pause]]);
        await RunAsync(Encoder, "-nostdin", "-v", "error", "-i", speech, "-c:a", "libopus", "-b:a", "32k", "-frame_duration", "20", path);
    }

    /// <summary>Sentences with a second of silence behind each, 16 kHz samples.</summary>
    public static async Task<short[]> SayAsync(IEnumerable<string> sentences)
    {
        using var folder = new TempFolder();
        var file = folder.File("sentence.wav");
        var samples = new List<short>();
        foreach (var sentence in sentences)
        {
            await WriteAsync(file, sentence);
            samples.AddRange(WavFile.Read(file));
            samples.AddRange(new short[Pause]);
        }

        return [.. samples];
    }

    /// <summary>Words in lower case, without punctuation; a recogniser may write "7" and "to-day" for what is said here.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. Word.Matches(text.ToLowerInvariant().Replace("to-day", "today", StringComparison.Ordinal))
            .Select(match => match.Value == "7" ? "seven" : match.Value)];

    /// <summary>Words to put in, take out or change (Levenshtein) to make one text of the other.</summary>
    public static int Errors(IReadOnlyList<string> spoken, IReadOnlyList<string> written)
    {
        var row = Enumerable.Range(0, written.Count + 1).ToArray();
        for (var i = 1; i <= spoken.Count; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= written.Count; j++)
            {
                var change = diagonal + (string.Equals(spoken[i - 1], written[j - 1], StringComparison.Ordinal) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j - 1], row[j]) + 1);
            }
        }

        return row[^1];
    }

    /// <summary>Words of <paramref name="spoken"/> that are nowhere in <paramref name="written"/>.</summary>
    public static IReadOnlyList<string> Missing(string spoken, string written)
    {
        var words = WordsOf(written).ToHashSet(StringComparer.Ordinal);
        return [.. WordsOf(spoken).Where(word => !words.Contains(word))];
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
