using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>Names from voice profiles, in a session that asks for them.</summary>
/// <param name="model">Of the engine's voices.</param>
internal sealed class ProfileNaming(SessionSpeakers speakers, VoiceProfiles profiles, VoiceModel model)
{
    /// <summary>So much more speech there has to be before a voice that no profile matched is compared again.</summary>
    private const double MoreSpeech = 1.5;

    /// <summary>Seconds of speech, by a speaker's number, from which on it is compared.</summary>
    private readonly Dictionary<int, double> _comparedFrom = [];

    /// <summary>Names the speakers of some pieces, where profiles know them and nobody has named them. In the writer's turn.</summary>
    /// <param name="pieces">All of the track.</param>
    public async Task NameAsync(IReadOnlyList<LabelledPiece> pieces, IEnumerable<LabelledPiece> heard)
    {
        foreach (var number in heard.Select(p => p.Speaker?.Number).OfType<int>().Distinct().ToList())
        {
            if (speakers.Roster.FindUnnamed(number) is { } speaker)
            {
                await NameAsync(speaker, [.. pieces.Where(p => p.Speaker?.Number == number).Select(p => p.Piece)]);
            }
        }
    }

    private async Task NameAsync(KnownSpeaker speaker, IReadOnlyList<VoicePiece> own)
    {
        var seconds = VoiceMatch.SecondsOf(own);
        if (seconds < _comparedFrom.GetValueOrDefault(speaker.Number!.Value, VoiceMatch.LeastSpeech))
        {
            return;
        }

        _comparedFrom[speaker.Number.Value] = seconds * MoreSpeech;
        if (await profiles.FindNameAsync(MeanVoice.Of(model, own)) is var (name, match))
        {
            await speakers.LabelAsync(speaker.Id, name, Math.Round(match.Confidence, 3));
        }
    }
}
