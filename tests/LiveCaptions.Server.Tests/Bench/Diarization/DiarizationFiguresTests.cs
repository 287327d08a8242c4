using LiveCaptions.Bench;
using LiveCaptions.Bench.Diarization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Quality;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Clients;

namespace LiveCaptions.Server.Tests.Bench.Diarization;

/// <summary>From cues made by hand: A speaks from 0 to 4 s and from 8 to 10 s, B between; words are one second long.</summary>
public sealed class DiarizationFiguresTests
{
    private static readonly DiarizationClip Clip = new(
        new BenchClip("talk", "talk.wav", "", "", 10),
        "real",
        [new(0, 4, "A", "A"), new(4, 8, "B", "B"), new(8, 10, "A", "A")],
        [.. "AAAABBBBAA".Select((speaker, index) => new SpeakerWord($"w{index}", $"{speaker}"))]);

    [Fact]
    public void Live_labels_are_those_viewers_had_last_and_finished_ones_those_of_the_session()
    {
        var figures = Figures(
            [
                Say("c1", 0, 4, "s1", at: 5),
                Say("c2", 4, 4, null, at: 9),
                Say("c2", 4, 4, "s1", at: 9.5, revision: 3),
                Say("c3", 8, 2, "s1", at: 11),
            ],
            [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, "s2"), Say("c3", 8, 2, "s1")]);

        var all = figures.Groups[0];
        Assert.Equal(("all", 1, 10.0), (all.Name, all.Recordings, all.AudioSeconds));
        Assert.Equal((0.4, 0, 0, 0.4), (all.Online.DerNoCollar, all.Online.Miss, all.Online.FalseAlarm, all.Online.Wder));
        Assert.Equal((0, 0, 0), (all.Finished.Der, all.Finished.Wder, all.Finished.SpeakerCountError));
        Assert.Equal((1, 0), (all.Online.SpeakerCountError, all.Online.SpeakerCountRight));
        Assert.Equal((0.4, 0.4), (all.OneLabel.DerNoCollar, all.OneLabel.Wder));
        Assert.Equal(["all", "real"], figures.Groups.Select(group => group.Name));
        Assert.Equal(new ClipDiarization("talk", 0, 2, 2), Assert.Single(figures.Clips));
    }

    [Fact]
    public void Words_without_a_label_are_missed()
    {
        var figures = Figures(
            [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, null), Say("c3", 8, 2, "s1")],
            [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, null), Say("c3", 8, 2, "s1")]);

        Assert.Equal(
            (0.4, 0.4, 0.4), (figures.Groups[0].Online.DerNoCollar, figures.Groups[0].Online.Wder, figures.Groups[0].Online.WderByTime));
        Assert.Equal(0.411765, figures.Groups[0].Online.Miss); // 3.5 of 8.5 s: beside the edges nothing counts
    }

    [Fact]
    public void By_time_words_count_where_one_voice_speaks_whatever_they_say()
    {
        DiarizationClip overlapping = Clip with { Turns = [.. Clip.Turns, new(6, 9, "C", "C")], Words = null };
        Cue[] cues = [Say("c1", 0, 4, "s1").Cue, Say("c2", 4, 4, "s1").Cue, Say("c3", 8, 3, "s1").Cue];

        var figures = DiarizationFigures.Of(
            [(overlapping, new LabelledRecording([], cues, SpeakerTurns.Of(cues)))], [], 0, 0, realTime: false);

        // Alone are four words of A, two of B, one of A; the word behind 10 s is nobody's.
        Assert.Equal(Math.Round(2 / 7.0, 6), figures.Groups[0].Finished.WderByTime);
        Assert.Null(figures.Groups[0].Finished.Wder);
    }

    [Fact]
    public void Switches_are_counted_per_ten_minutes_of_one_voice()
    {
        var figures = Figures([], [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, "s2"), Say("c3", 8, 2, "s3")]);

        Assert.Equal(1, figures.Groups[0].Finished.LabelSwitches);
        Assert.Equal(Math.Round(600 / 8.5, 3), figures.Groups[0].Finished.SwitchesPerTenMinutes);
        Assert.Null(figures.Groups[0].Online.SwitchesPerTenMinutes);
    }

    [Fact]
    public void First_label_is_the_first_cue_of_the_voice_with_the_label_its_words_have_in_the_end()
    {
        var figures = Figures(
            [
                Say("c1", 0, 2, null, at: 2.5, kind: CueKind.Interim),
                Say("c1", 0, 4, "s1", at: 4.5),

                // s2 on words of A says nothing about B, nor does s1 on those of B.
                Say("c1", 0, 4, "s2", at: 4.75, revision: 3),
                Say("c2", 4, 4, "s1", at: 9),
                Say("c2", 4, 4, "s2", at: 11, revision: 3),
                Say("c3", 8, 2, "s1", at: 12),
            ],
            [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, "s2"), Say("c3", 8, 2, "s1")]);

        Assert.Equal(new Distribution(2, 5.75, 6.875, 7), figures.FirstLabel); // A 4.5 s after 0, B 11 − 4
        Assert.Equal(0, figures.NeverLabelled);
    }

    [Fact]
    public void Voice_whose_label_never_came_live_is_told()
    {
        var figures = Figures([Say("c1", 0, 4, "s1", at: 5), Say("c2", 4, 4, "s1", at: 9)], [Say("c1", 0, 4, "s1"), Say("c2", 4, 4, "s2")]);

        Assert.Equal(1, figures.FirstLabel?.Count);
        Assert.Equal(1, figures.NeverLabelled);
    }

    [Fact]
    public void Label_is_stable_from_when_it_came_and_stayed()
    {
        var figures = Figures(
            [
                Say("c1", 0, 4, "s1", at: 3, kind: CueKind.Interim),
                Say("c1", 0, 4, "s1", at: 5, revision: 2),
                Say("c2", 4, 4, "s1", at: 9),
                Say("c2", 4, 4, "s2", at: 11, revision: 3),
                Say("c3", 8, 2, null, at: 12),
            ],
            []);

        Assert.Equal(new Distribution(2, 1.5, 2.85, 3), figures.StableLabel); // c1 had it before its words were all said
    }

    [Fact]
    public void Times_are_told_only_of_real_time()
    {
        Cue[] cues = [Say("c1", 0, 4, "s1").Cue];
        var figures = DiarizationFigures.Of(
            [(Clip, new LabelledRecording([Say("c1", 0, 4, "s1", at: 5)], cues, SpeakerTurns.Of(cues)))], [], 5, 2.5, realTime: false);

        Assert.Null(figures.FirstLabel);
        Assert.Null(figures.StableLabel);
        Assert.Equal((0.5, 0.25), (figures.CpuSecondsPerAudioSecond, figures.CpuSecondsPerAudioSecondWithout));
    }

    [Fact]
    public void Recordings_of_one_speaker_are_right_with_exactly_one()
    {
        var single = new string?[][] { ["s1", "s1"], ["s1", "s2"], ["s3", null], [null, null] }
            .Select(labels => new LabelledRecording([], [Say("c1", 0, 1, labels[0]).Cue, Say("c2", 2, 1, labels[1]).Cue], []));

        var figures = DiarizationFigures.Of([(Clip, new LabelledRecording([], [], []))], [.. single], 1, 1, realTime: false);

        Assert.Equal(new SingleSpeakerFigures(4, 2, 1, 1), figures.Single);
        Assert.Equal(0.5, figures.Single!.Share);
    }

    private static DiarizationFigures Figures(CueArrival[] live, CueArrival[] finished)
    {
        Cue[] finals = [.. finished.Select(arrival => arrival.Cue)];
        return DiarizationFigures.Of([(Clip, new LabelledRecording(live, finals, SpeakerTurns.Of(finals)))], [], 0, 0, realTime: true);
    }

    private static CueArrival Say(
        string id, int start, int words, string? speaker, double at = 0, int revision = 2, CueKind kind = CueKind.Final) => new(
            new Cue
            {
                SessionId = "s",
                Seq = 1,
                Id = id,
                Revision = kind == CueKind.Final ? revision : 1,
                Kind = kind,
                Start = start,
                End = start + words,
                Text = string.Join(' ', Enumerable.Range(start, words).Select(word => $"w{word}")),
                Words = [.. Enumerable.Range(start, words).Select(word => new CueWord($"w{word}", word, word + 1, 0.9))],
                Speaker = speaker is null ? null : new CueSpeaker(speaker, $"Speaker {speaker[1..]}", 0.9),
                CreatedAt = default,
            },
            at);
}
