using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Reading.WebVtt;

namespace LiveCaptions.Server.Tests.Reading;

/// <summary>The public suites. What differs from them stands here with its reason.</summary>
public sealed class SubtitleSuiteTests
{
    private const string Placement =
        "an alignment that the standard does not know makes all of the setting void; vtt.js drops the alignment only";

    /// <summary>Cases of vtt.js that expect what the standard says otherwise.</summary>
    private static readonly Dictionary<string, string> Differing = new(StringComparer.Ordinal)
    {
        ["cue-times/min-top-digits"] =
            "behind three digits, which are hours, the standard wants minutes and seconds; vtt.js takes 000:00.000",
        ["cue-times/minimum-spots-over-sixty"] = "the same: 120:00.000 is no time",
        ["integration/id"] = "a line that is an arrow alone is no times, and those behind it begin a cue; vtt.js passes over both",
    };

    /// <summary>Cases of which only places differ, that nobody reads here.</summary>
    private static readonly Dictionary<string, string> DifferingPlaces = new(StringComparer.Ordinal)
    {
        ["cue-settings/line/bad-line-align"] = Placement,
        ["cue-settings/line/line-middle-align"] = Placement,
        ["cue-settings/position/bad-position-align"] = Placement,
        ["cue-settings/position/position-end-align"] = Placement,
        ["cue-settings/position/position-start-align"] = Placement,
    };

    public static bool IsThere => SubtitleSuite.IsThere;

    [Fact(Skip = SubtitleSuite.Missing, SkipUnless = nameof(IsThere))]
    public void Every_file_is_read_or_refused_in_one_line()
    {
        var read = 0;
        foreach (var path in SubtitleSuite.Files("", "*").Where(path => !path.EndsWith(".jsonl", StringComparison.Ordinal)))
        {
            var file = File.ReadAllBytes(path);
            foreach (var reader in CaptionReaders.All)
            {
                try
                {
                    read += reader.Read(file).Cues.Count;
                }
                catch (CaptionReadException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                }
            }
        }

        Assert.True(read > 1000, $"{read} cues");
    }

    [Fact(Skip = SubtitleSuite.Missing, SkipUnless = nameof(IsThere))]
    public void Cases_of_vtt_js_give_the_cues_that_they_expect()
    {
        var failed = new List<string>();
        var cases = 0;
        foreach (var path in SubtitleSuite.Files("mozilla__vtt.js", "*.vtt")
            .Where(path => File.Exists(Path.ChangeExtension(path, ".json"))))
        {
            cases++;
            using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(path, ".json")));
            var name = Path.ChangeExtension(
                Path.GetRelativePath(Path.Combine(SubtitleSuite.Folder, "mozilla__vtt.js", "tests"), path), null);
            string Compared(string line) => DifferingPlaces.ContainsKey(name)
                ? line[..line.IndexOf(" line ", StringComparison.Ordinal)] + line[line.IndexOf(": ", StringComparison.Ordinal)..]
                : line;
            var wanted = expected.RootElement.GetProperty("cues").EnumerateArray().Select(Line).Select(Compared).ToList();
            var got = Parse(File.ReadAllBytes(path)).Select(Line).Select(Compared).ToList();
            if (wanted.SequenceEqual(got, StringComparer.Ordinal) == Differing.ContainsKey(name))
            {
                failed.Add($"{name}:\n  {string.Join("\n  ", wanted)}\nbut was\n  {string.Join("\n  ", got)}");
            }
        }

        Assert.True(cases > 140, $"{cases} cases");
        Assert.True(failed.Count == 0, $"{failed.Count} of {cases}:\n{string.Join('\n', failed)}");
        Assert.InRange(Differing.Count, 0, cases * 2 / 100.0);
    }

    [Fact(Skip = SubtitleSuite.Missing, SkipUnless = nameof(IsThere))]
    public void Texts_of_the_W3C_give_the_trees_that_they_expect()
    {
        var failed = new List<string>();
        var cases = 0;
        foreach (var path in SubtitleSuite.Files("w3c__webvtt.js", "*.json"))
        {
            using var expected = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var one in expected.RootElement.EnumerateArray())
            {
                cases++;
                var (text, wanted) = (one.GetProperty("text").GetString()!, one.GetProperty("expectedTree").GetString()!);
                var cue = Assert.Single(Parse(Encoding.UTF8.GetBytes($"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}")));
                var got = new StringBuilder();
                Append(got, CueTextParser.Parse(cue.Text), depth: 0);
                if (got.ToString() != wanted)
                {
                    failed.Add($"{text}:\n{wanted}but was\n{got}");
                }
            }
        }

        Assert.True(cases > 70, $"{cases} cases");
        Assert.True(failed.Count == 0, $"{failed.Count} of {cases}:\n{string.Join('\n', failed)}");
    }

    private static IReadOnlyList<WebVttCue> Parse(byte[] file) =>
        WebVttParser.TryParse(Encoding.UTF8.GetString(file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file))?.Cues ?? [];

    /// <summary>
    /// Of the suite's age: "middle" became "center", and where a position's alignment is not given it goes by the text's; regions stood
    /// in the header, as they do in no file today.
    /// </summary>
    private static string Line(JsonElement cue)
    {
        string Text(string name) => cue.GetProperty(name) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDouble().ToString(CultureInfo.InvariantCulture)
            : cue.GetProperty(name).ToString().Replace("middle", "center", StringComparison.Ordinal);
        return $"{Text("id")} {cue.GetProperty("startTime").GetDouble():F3} {cue.GetProperty("endTime").GetDouble():F3} line "
            + $"{Text("line")} {cue.GetProperty("snapToLines").GetBoolean()} {Text("lineAlign")} "
            + $"position {Text("position")} size {Text("size")} align {Text("align")} vertical {Text("vertical")}: {Text("text")}";
    }

    private static string Line(WebVttCue cue)
    {
        static string Or(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "auto";
        var settings = cue.Settings;
        return $"{cue.Id} {cue.Start / 1000.0:F3} {cue.End / 1000.0:F3} line {Or(settings.Line)} "
            + $"{settings.SnapToLines} {settings.LineAlign} "
            + $"position {Or(settings.Position)} size {Or(settings.Size)} align {settings.Align} vertical {settings.Vertical}: {cue.Text}";
    }

    /// <summary>As html5lib's tests write trees.</summary>
    private static void Append(StringBuilder tree, CueNode node, int depth)
    {
        void Write(string text) => tree.Append("| ").Append(' ', depth * 2).Append(text).Append('\n');
        foreach (var child in node.Children)
        {
            switch (child.Kind)
            {
                case "text":
                    Write($"\"{child.Value}\"");
                    break;
                case "time":
                    var time = TimeSpan.FromMilliseconds(long.Parse(child.Value, CultureInfo.InvariantCulture));
                    Write(
                        string.Create(CultureInfo.InvariantCulture, $"<?timestamp {Math.Floor(time.TotalHours):00}:{time:mm\\:ss\\.fff}>"));
                    break;
                default:
                    Write($"<{(child.Kind is "c" or "v" or "lang" ? "span" : child.Kind)}>");
                    WriteAttributes(child);
                    Append(tree, child, depth + 1);
                    break;
            }
        }

        void WriteAttributes(CueNode child)
        {
            depth++;
            if (child.Classes.Length > 0)
            {
                Write($"class=\"{child.Classes}\"");
            }

            if (child.Kind is "v" or "lang")
            {
                Write($"{(child.Kind == "v" ? "title" : "lang")}=\"{child.Value}\"");
            }

            depth--;
        }
    }
}
