using System.Globalization;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Who says a cue: a voice that was told apart (<c>s1</c>, <c>s2</c>, …), or the one of a track whose publisher gave a name (<c>t1</c>, …).
/// </summary>
public sealed record CueSpeaker(string Id, string Label, double Confidence)
{
    /// <summary>Id of the speaker of a track with a name.</summary>
    /// <param name="track">Its number, from 0.</param>
    public static string IdOfTrack(int track) => string.Create(CultureInfo.InvariantCulture, $"t{track + 1}");

    /// <summary>Whether an id is of the speaker of a track with a name.</summary>
    public static bool IsOfTrack(string id) => id.StartsWith('t');
}
