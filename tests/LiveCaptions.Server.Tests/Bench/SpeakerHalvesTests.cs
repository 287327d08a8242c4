using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class SpeakerHalvesTests
{
    private static readonly BenchClip[] Corpus =
    [
        Clip("1", "Ann", 60), Clip("2", "Bob", 100), Clip("3", "Ann", 60), Clip("4", "Cho", 30), Clip("5", "Dan", 50), Clip("6", "Ann", 10),
    ];

    [Fact]
    public void Halves_have_other_speakers_and_about_as_much_speech()
    {
        var (chosen, test) = (SpeakerHalves.Take(Corpus, SpeakerHalves.Chosen), SpeakerHalves.Take(Corpus, SpeakerHalves.Test));

        Assert.Equal(["1", "3", "4", "6"], chosen.Select(clip => clip.Id));
        Assert.Equal(["2", "5"], test.Select(clip => clip.Id));
        Assert.Same(Corpus, SpeakerHalves.Take(Corpus, SpeakerHalves.All));
    }

    [Fact]
    public void Order_of_the_manifest_does_not_matter() =>
        Assert.Equal(["5", "2"], SpeakerHalves.Take([.. Corpus.Reverse()], SpeakerHalves.Test).Select(clip => clip.Id));

    [Fact]
    public void Half_without_anybody_is_wrong_usage() =>
        Assert.Contains(
            "speaker", Assert.Throws<UsageException>(() => SpeakerHalves.Take([Clip("1", "Ann", 60)], SpeakerHalves.Test)).Message);

    private static BenchClip Clip(string id, string speaker, double seconds) => new(id, "", "", "en", seconds, speaker);
}
