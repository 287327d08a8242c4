using LiveCaptions.Server.Profiles;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Server.Sessions;

/// <summary>Names from voice profiles, in sessions that ask for them.</summary>
public sealed partial class CaptionSession
{
    /// <summary>So much more speech there has to be before a voice that no profile matched is compared again.</summary>
    private const double MoreSpeech = 1.5;

    /// <summary>Seconds of speech, by a speaker's number, from which on it is compared.</summary>
    private readonly Dictionary<int, double> _comparedFrom = [];

    /// <summary>Names the speakers of some pieces, where profiles know them and nobody has named them. Called while publishing; never fails.</summary>
    private async Task NameByProfilesAsync(AudioTrack track, IEnumerable<LabelledPiece> heard)
    {
        if (_settings.Profiles != true || _engine.Voices is not { Model: var model })
        {
            return;
        }

        try
        {
            await NameByProfilesAsync(model, track.Voices, heard);
        }
        catch (Exception fault)
        {
            track.OnFault(LabelStage.Speakers, fault);
        }
    }

    private async Task NameByProfilesAsync(VoiceModel model, IReadOnlyList<LabelledPiece> pieces, IEnumerable<LabelledPiece> heard)
    {
        foreach (var number in heard.Select(p => p.Speaker?.Number).OfType<int>().Distinct().ToList())
        {
            if (FindUnnamed(number) is not { } speakerId)
            {
                continue;
            }

            var own = pieces.Where(p => p.Speaker?.Number == number).Select(p => p.Piece).ToList();
            var seconds = VoiceMatch.SecondsOf(own);
            if (seconds < _comparedFrom.GetValueOrDefault(number, VoiceMatch.LeastSpeech))
            {
                continue;
            }

            _comparedFrom[number] = seconds * MoreSpeech;
            if (await _around.Profiles.FindNameAsync(MeanVoice.Of(model, own)) is var (name, match))
            {
                await LabelAsync(speakerId, name, Math.Round(match.Confidence, 3));
            }
        }
    }

    private string? FindUnnamed(int number)
    {
        lock (_lock)
        {
            return _speakers.All.FirstOrDefault(s => s.Number == number) is { Named: false, Confidence: null } row ? row.Id : null;
        }
    }
}
