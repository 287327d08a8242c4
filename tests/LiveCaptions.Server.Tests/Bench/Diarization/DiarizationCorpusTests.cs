using LiveCaptions.Bench;
using LiveCaptions.Bench.Diarization;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench.Diarization;

public sealed class DiarizationCorpusTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    [Fact]
    public void Recordings_come_with_their_turns_and_words_in_any_language()
    {
        Write("a.rttm", ";; a comment\nSPEAKER a 1 0.500 1.250 <NA> <NA> Anna <NA> <NA>\nSPKR-INFO a 1 <NA> <NA> <NA> unknown Anna <NA>\n"
            + "SPEAKER\ta 1 3 1e0 <NA> <NA> Ben\n");
        Write(
            "manifest.jsonl",
            """
            {"file":"audio/a.flac","rttm":"a.rttm","duration_s":4,"synthetic":true,"language":"de","turns":[{"speaker":"Anna","text":"Guten Tag!"},{"speaker":"Ben","text":"Ja."}]}
            {"file":"b.wav","rttm":"a.rttm","duration_s":5,"turns":[{"speaker":"Anna","text":"Guten Tag!"},{"speaker":"Ben","text":null}]}
            """);

        var clips = DiarizationCorpus.Open(_folder, seconds: null);

        Assert.Equal(new BenchClip("a", Path.Combine(_folder, "audio/a.flac"), "", "", 4), clips[0].Audio);
        Assert.Equal([new SpeakerTurn(0.5, 1.75, "Anna", "Anna"), new SpeakerTurn(3, 4, "Ben", "Ben")], clips[0].Turns);
        Assert.Equal([new("Guten", "Anna"), new("Tag!", "Anna"), new SpeakerWord("Ja.", "Ben")], clips[0].Words!);
        Assert.Equal(["synthetic", "real"], clips.Select(clip => clip.Group));
        Assert.Null(clips[1].Words);
        Assert.Single(DiarizationCorpus.Open(_folder, seconds: 4));
    }

    [Theory]
    [InlineData("""{"file":"a.wav","rttm":"a.rttm"}""", "Line 1 of")]
    [InlineData("""{"file":"a.wav","rttm":"none.rttm","duration_s":1}""", "none.rttm")]
    [InlineData("""{"file":"a.wav","rttm":"torn.rttm","duration_s":1}""", "torn.rttm is no SPEAKER line")]
    [InlineData("", "names no recording")]
    public void What_cannot_be_used_is_named(string line, string message)
    {
        Write("a.rttm", "");
        Write("torn.rttm", "SPEAKER a 1 0.5 x <NA> <NA> Anna <NA> <NA>");
        Write("manifest.jsonl", line);

        Assert.Contains(message, Assert.Throws<UsageException>(() => DiarizationCorpus.Open(_folder, seconds: null)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
