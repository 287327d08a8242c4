using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Tests.Exports;

public sealed class RttmFormatTests
{
    private static readonly CueSpeaker Anna = new("s1", "Speaker 1", 0.9);
    private static readonly CueSpeaker Ben = new("s2", "Speaker 2", 0.9);

    [Fact]
    public void Words_of_one_speaker_are_one_turn_until_a_pause()
    {
        Assert.Equal(
            ["0.000 2.590 Speaker_1", "3.200 0.500 Speaker_1"],
            Lines(Cues((Anna, [(0, 1), (1.2, 2)]), (Anna, [(2.59, 2.59), (3.2, 3.7)]))));
    }

    [Fact]
    public void Speakers_at_the_same_time_have_a_turn_each_in_order_of_start()
    {
        Assert.Equal(
            ["0.000 2.500 Speaker_1", "0.500 1.000 Speaker_2"],
            Lines(Cues((Anna, [(0, 1), (1.5, 2.5)]), (Ben, [(0.5, 1.5)]))));
    }

    [Fact]
    public void Cue_without_a_speaker_gives_no_line()
    {
        Assert.Equal(["2.000 1.000 Speaker_1"], Lines(Cues((null, [(0, 1)]), (Anna, [(2, 3)]))));
    }

    [Fact]
    public void Cue_without_words_counts_from_start_to_end_and_a_blanked_one_not_at_all()
    {
        var cues = Cues((Anna, [(0, 1)]), (Ben, [(2, 3.25)]));

        Assert.Equal(["2.000 1.250 Speaker_2"], Lines([cues[0] with { Words = null, Text = "" }, cues[1] with { Words = null }]));
    }

    [Fact]
    public void Turns_that_are_known_are_written_as_they_are()
    {
        var document = Document(new { id = "s" }, Cues((Anna, [(0, 1)]))) with
        {
            Turns =
            [
                new SpeakerTurn(0.25, 0.5, "s1", "Anna"), new SpeakerTurn(0.5, 0.7504, "s1", "Anna"), new SpeakerTurn(0.8, 0.8, "s2", "Ben")
            ],
        };

        Assert.Equal(["0.250 0.250 Anna", "0.500 0.250 Anna"], Lines(document));
    }

    [Fact]
    public void Fields_hold_no_spaces()
    {
        var document =
            Document(new { id = "s7", title = " A\u00a0talk\t of\nmany " }, Cues((Anna with { Label = "Dr. No\u2003the 1st" }, [(0, 1)])));

        Assert.Equal("SPEAKER A_talk_of_many 1 0.000 1.000 <NA> <NA> Dr._No_the_1st <NA> <NA>\n", Write(document));
    }

    [Fact]
    public void What_has_no_name_is_called_by_its_id()
    {
        Assert.StartsWith("SPEAKER s7 1 0.000 1.000 <NA> <NA> s1 ", Write(
            Document(new { id = "s7", title = " " }, Cues((Anna with { Label = "" }, [(0, 1)])))));
    }

    [Fact]
    public void Speaker_renamed_in_between_is_one_speaker_by_the_newest_name()
    {
        Assert.Equal(["0.000 2.000 Anna"], Lines(Cues((Anna, [(0, 1)]), (Anna with { Label = "Anna" }, [(1, 2)]))));
    }

    private static Cue[] Cues(params (CueSpeaker? Speaker, (double Start, double End)[] Words)[] cues) =>
        [.. cues.Select((cue, index) => Finals.Cue(
            index + 1, cue.Words[0].Start, [.. cue.Words.Select(word => new CueWord("word", word.Start, word.End, 0.9))], cue.Speaker))];

    private static CaptionDocument Document(object session, IReadOnlyList<Cue> cues) =>
        new() { Session = session, Duration = 10, Cues = cues };

    /// <summary>Start, duration and label of each line.</summary>
    private static string[] Lines(IReadOnlyList<Cue> cues) => Lines(Document(new { id = "s" }, cues));

    private static string[] Lines(CaptionDocument document) =>
        [.. Write(document).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Select(fields => $"{fields[3]} {fields[4]} {fields[7]}")];

    private static string Write(CaptionDocument document)
    {
        using var stream = new MemoryStream();
        CueFormats.Find("rttm")!.Write(document, stream);
        return CaptionFileReader.Utf8(stream.ToArray());
    }
}
