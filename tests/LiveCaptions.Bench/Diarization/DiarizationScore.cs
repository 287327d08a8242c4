using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Bench.Diarization;

/// <summary>How right the labels of a group of recordings are. Shares are of the real voices' speech.</summary>
public sealed record DiarizationScore
{
    /// <summary>Seconds on each side of a real turn's start and end that do not count, but in <see cref="DerNoCollar"/>.</summary>
    public const double Collar = 0.25;

    private const double TenMinutes = 600;

    /// <summary>Miss, false alarm and confusion together.</summary>
    public required double Der { get; init; }

    public required double Miss { get; init; }

    public required double FalseAlarm { get; init; }

    public required double Confusion { get; init; }

    public required double DerNoCollar { get; init; }

    /// <summary>
    /// Share of recognised words with the wrong speaker or none, by the text; null where it is not known who says which word.
    /// </summary>
    public required double? Wder { get; init; }

    /// <summary>The same by the words' times; null where no word is recognised while one voice speaks.</summary>
    public required double? WderByTime { get; init; }

    /// <summary>Speakers too many or too few, the mean over recordings.</summary>
    public required double SpeakerCountError { get; init; }

    /// <summary>Recordings with as many speakers as there are.</summary>
    public required int SpeakerCountRight { get; init; }

    public required int LabelSwitches { get; init; }

    /// <summary>Label switches in ten minutes of one voice; null where no voice has a label.</summary>
    public required double? SwitchesPerTenMinutes { get; init; }

    /// <param name="recordings">Who really speaks when, and who is said to; and the words, where it is known who says which.</param>
    internal static DiarizationScore Of(
        IReadOnlyList<(DiarizationClip Clip, IReadOnlyList<SpeakerTurn> Turns, IReadOnlyList<Cue> Cues)> recordings)
    {
        var each = recordings.Select(r => DiarizationErrorRate.Between(r.Clip.Turns, r.Turns, Collar)).ToList();
        var sum = each.Aggregate(DiarizationErrorRate.None, (all, one) => all + one);
        var noCollar = recordings.Aggregate(
            DiarizationErrorRate.None, (all, r) => all + DiarizationErrorRate.Between(r.Clip.Turns, r.Turns, collar: 0));
        var words = recordings.Where(r => r.Clip.Words is not null).Aggregate(
            WordDiarizationErrorRate.None, (all, r) => all + WordDiarizationErrorRate.Between(r.Clip.Words!, WordsOf(r.Cues)));
        var timed = recordings.Aggregate(
            WordDiarizationErrorRate.None, (all, r) => all + WordDiarizationErrorRate.Between(r.Clip.Turns, r.Cues));
        return new DiarizationScore
        {
            Der = sum.Rate,
            Miss = sum.Share(sum.Missed),
            FalseAlarm = sum.Share(sum.FalseAlarm),
            Confusion = sum.Share(sum.Confused),
            DerNoCollar = noCollar.Rate,
            Wder = words.Words > 0 ? words.Rate : null,
            WderByTime = timed.Words > 0 ? timed.Rate : null,
            SpeakerCountError = Math.Round(each.Average(rate => Math.Abs(rate.Labels - rate.Voices)), 3),
            SpeakerCountRight = each.Count(rate => rate.Labels == rate.Voices),
            LabelSwitches = sum.LabelSwitches,
            SwitchesPerTenMinutes = sum.OneVoiceSeconds > 0 ? Math.Round(sum.LabelSwitches * TenMinutes / sum.OneVoiceSeconds, 3) : null,
        };
    }

    public IEnumerable<FigureRow> ToRows(string name, int recordings) =>
    [
        FigureRow.Percent(
            name,
            Der,
            string.Create(
                CultureInfo.InvariantCulture,
                $"DER = {Miss:P2} missed + {FalseAlarm:P2} too many + {Confusion:P2} confused; {DerNoCollar:P2} without collar")),
        new(
            "",
            WderByTime is { } wder ? string.Create(CultureInfo.InvariantCulture, $"{wder:P2} WDER") : "",
            string.Create(
                CultureInfo.InvariantCulture,
                $"speakers off by {SpeakerCountError:0.##} in the mean, right in {SpeakerCountRight} of {recordings}; "
                + $"{SwitchesPerTenMinutes ?? 0:0.##} label switches per 10 min of one voice")),
    ];

    private static IEnumerable<SpeakerWord> WordsOf(IReadOnlyList<Cue> cues) =>
        cues.SelectMany(cue =>
            (cue.Words?.Select(word => word.Text) ?? CaptionText.Words(cue.Text)).Select(word => new SpeakerWord(word, cue.Speaker?.Id)));
}
