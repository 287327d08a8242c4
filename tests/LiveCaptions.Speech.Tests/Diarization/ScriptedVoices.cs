using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Diarization;

/// <summary>
/// Hears whom the test says is speaking: pieces of half a second, each voice a direction of its own with noise of variance 1.
/// </summary>
internal sealed class ScriptedVoices : IVoiceFinder
{
    /// <summary>The voices a and b at once.</summary>
    public const char Both = '+';

    /// <summary>The voice a with some of b in it.</summary>
    public const char MostlyA = '~';

    /// <summary>A voice very like a.</summary>
    public const char LikeA = 'A';

    private const int Dimensions = 16;
    private const int PieceLength = AudioFormat.SampleRate / 2;

    private readonly Random _random = new(7);

    public VoiceModel Model { get; } = new("scripted/1", [.. Enumerable.Repeat(4f, Dimensions)]);

    /// <summary>Called with each utterance: a test may throw here.</summary>
    public Action BeforeFind { get; init; } = () => { };

    public char Next { get; set; }

    /// <summary>Whose each piece of a final was, in order.</summary>
    public List<char> Said { get; } = [];

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance)
    {
        BeforeFind();
        var pieces = new List<VoicePiece>();
        for (var at = 0; at + PieceLength <= utterance.Audio.Length; at += PieceLength)
        {
            pieces.Add(new VoicePiece(utterance.Start + at, utterance.Start + at + PieceLength, 1, Vector(Next)));
            Said.Add(Next);
        }

        return pieces;
    }

    private float[] Vector(char voice) =>
        [.. Enumerable.Range(0, Dimensions).Select(i => (9 * Share(voice, i)) + (char.IsLetter(voice) ? Noise() : 0))];

    private static float Share(char voice, int dimension) => (voice, dimension) switch
    {
        (Both, 0 or 1) => 0.5f,
        (MostlyA, 0) => 0.65f,
        (MostlyA, 1) => 0.35f,
        (LikeA, 0) => 0.8f,
        (LikeA, 1) => 0.5f,
        _ => dimension == voice - 'a' ? 1 : 0,
    };

    private float Noise() => (float)Enumerable.Range(0, 12).Sum(_ => _random.NextDouble()) - 6;
}
