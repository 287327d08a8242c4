namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>
/// Words with their punctuation. The mark behind a word may come with the final after it: a final's last word is held back until then.
/// </summary>
internal sealed class SpeechmaticsWords
{
    private CloudWord? _held;
    private double _finalTo;

    public CloudResult? Partial(SpeechmaticsTranscript transcript)
    {
        var words = Read(transcript);
        return words.Count == 0 ? null : Result(isFinal: false, transcript, words, transcript.Metadata?.EndTime ?? words[^1].End);
    }

    public CloudResult? Final(SpeechmaticsTranscript transcript)
    {
        if (transcript.Metadata is not { } span || span.EndTime <= _finalTo)
        {
            return null;
        }

        var words = Read(transcript);
        var isWhole = transcript.Results is not { Count: > 0 } results || results[^1] is { Type: "punctuation" } or { IsEos: true };
        _held = words.Count > 0 && !isWhole ? words[^1] : null;
        _finalTo = span.EndTime;
        return _held is null
            ? Result(isFinal: true, transcript, words, _finalTo)
            : words.Count > 1 ? Result(isFinal: true, transcript, words[..^1], Math.Max(words[^2].End, _held.Start)) : null;
    }

    /// <summary>Nobody speaks any more: no mark follows the last word.</summary>
    public CloudResult Rest()
    {
        var word = _held;
        _held = null;
        return word is null
            ? new CloudResult(IsFinal: true, _finalTo, _finalTo, []) { EndsSpeech = true }
            : new CloudResult(IsFinal: true, word.Start, Math.Max(word.End, _finalTo), [word]) { EndsSpeech = true };
    }

    private static CloudResult Result(bool isFinal, SpeechmaticsTranscript transcript, List<CloudWord> words, double end)
    {
        var start = words.Count > 0 ? words[0].Start : transcript.Metadata?.StartTime ?? end;
        var language = transcript.Results?.FirstOrDefault()?.Alternatives?.FirstOrDefault()?.Language;
        return new CloudResult(isFinal, start, end, words, language == "cmn" ? "zh" : language);
    }

    private List<CloudWord> Read(SpeechmaticsTranscript transcript)
    {
        var words = new List<CloudWord>();
        if (_held is { } held)
        {
            words.Add(held);
        }

        foreach (var item in (transcript.Results ?? []).OfType<SpeechmaticsTranscript.Item>())
        {
            var best = item.Alternatives?.FirstOrDefault();
            if (item.Type != "punctuation")
            {
                words.Add(new CloudWord(best?.Content ?? "", item.StartTime, item.EndTime, best?.Confidence ?? 0, SpeakerOf(best)));
            }
            else if (words.Count > 0 && item.AttachesTo is "previous" or "both" or null)
            {
                words[^1] = words[^1] with { Text = words[^1].Text + best?.Content };
            }
        }

        return words;
    }

    /// <summary><c>S1</c> is the first; <c>UU</c> is nobody.</summary>
    private static int? SpeakerOf(SpeechmaticsTranscript.Alternative? best) =>
        best?.Speaker is ['S', .. var digits] && int.TryParse(digits, out var number) && number is >= 1 and <= 100 ? number - 1 : null;
}
