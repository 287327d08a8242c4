using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench.Diarization;

/// <summary>What the server made of a recording.</summary>
/// <param name="Arrivals">What a viewer got, until the session was finished.</param>
/// <param name="Finals">The session's cues when it was finished, in order.</param>
/// <param name="Turns">Its turns then, as the RTTM export has them.</param>
public sealed record LabelledRecording(IReadOnlyList<CueArrival> Arrivals, IReadOnlyList<Cue> Finals, IReadOnlyList<SpeakerTurn> Turns)
{
    /// <summary>The final cues as the viewer had them in the end, in order.</summary>
    public IReadOnlyList<Cue> Seen => [.. Arrivals.Select(arrival => arrival.Cue).GroupBy(cue => cue.Id, StringComparer.Ordinal)
        .Select(revisions => revisions.MaxBy(cue => cue.Revision)!)
        .Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 }).OrderBy(cue => cue.Start)];

    /// <summary>How many speakers its finals have.</summary>
    public int Speakers => Finals.Select(cue => cue.Speaker?.Id).OfType<string>().Distinct().Count();

    /// <summary>The finals as if all were one speaker's: what telling nobody apart would give.</summary>
    public IReadOnlyList<Cue> OfOneSpeaker => [.. Finals.Select(cue => cue with { Speaker = new CueSpeaker("s1", "Speaker 1", 1) })];
}
