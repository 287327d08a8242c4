using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Profiles;

/// <summary>How a voice compares with a profile.</summary>
/// <param name="Score">Cosine of the two mean voices, −1 to 1.</param>
public sealed record VoiceMatch(double Score)
{
    /// <summary>Speech, in seconds, that either voice has to be made of.</summary>
    public const double LeastSpeech = 5;

    /// <summary>So much more like one profile than any of another name a voice has to be to get its name.</summary>
    public const double Margin = 0.1;

    // Measured; see docs/speakers.md.
    private const double Threshold = 0.65;
    private const double Even = 0.45;
    private const double Steepness = 16;

    /// <summary>Seconds of speech that pieces of a voice are.</summary>
    public static double SecondsOf(IEnumerable<VoicePiece> pieces) => AudioFormat.ToSeconds(pieces.Sum(p => p.End - p.Start));

    /// <summary>Whether it is taken for the same voice.</summary>
    public bool IsMatch => Score >= Threshold;

    /// <summary>How likely it is the same voice, 0 to 1, if either is as likely before.</summary>
    public double Confidence => 1 / (1 + Math.Exp(-Steepness * (Score - Even)));
}
