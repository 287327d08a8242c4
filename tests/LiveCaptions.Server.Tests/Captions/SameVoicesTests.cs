using LiveCaptions.Captions.Speakers;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class SameVoicesTests
{
    [Fact]
    public void Voices_that_speak_at_the_same_times_have_the_old_numbers_and_a_new_one_gets_its_own()
    {
        LabelledPiece[] before = [Piece(0, 100, 0), Piece(100, 200, 4), Piece(200, 300, 0)];
        LabelledPiece[] now = [Piece(0, 90, 1), Piece(110, 190, 0), Piece(210, 250, 1), Piece(300, 400, 2)];

        Assert.Equal([0, 4, 0, 5], SameVoices.Rename(now, before).Select(piece => piece.Speaker!.Number));
    }

    [Fact]
    public void Each_is_somebody_once_and_who_shares_most_comes_first()
    {
        LabelledPiece[] before = [Piece(0, 300, 0)];
        LabelledPiece[] now = [Piece(0, 100, 0), Piece(100, 300, 1)];

        Assert.Equal([1, 0], SameVoices.Rename(now, before).Select(piece => piece.Speaker!.Number));
    }

    [Fact]
    public void Piece_that_is_nobodys_stays_so() =>
        Assert.Null(Assert.Single(SameVoices.Rename([new LabelledPiece(new VoicePiece(0, 10, 1, []), null)], [])).Speaker);

    private static LabelledPiece Piece(long start, long end, int speaker) =>
        new(new VoicePiece(start, end, 1, []), new SpeakerLabel(speaker, 1));
}
