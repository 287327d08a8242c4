using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class BenchCorpusTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;

    [Fact]
    public void English_clips_are_named_by_their_files()
    {
        Write(
            """{"file":"audio/a.b.flac","text":"Hello","language":"en-US","duration_s":2.5}""",
            """{"file":"d.wav","text":"Hallo","language":"de","duration_s":2}""");

        var clip = Assert.Single(BenchCorpus.Open(_folder).Clips);

        Assert.Equal(new BenchClip("a.b", Path.Combine(_folder, "audio/a.b.flac"), "Hello", "en-US", 2.5), clip);
    }

    [Fact]
    public void Speaker_is_known_where_the_manifest_names_one()
    {
        Write(
            """{"file":"a.wav","text":"x","language":"en","duration_s":1,"speaker":"Ann"}""",
            """{"file":"b.wav","text":"x","language":"en","duration_s":1}""");

        Assert.Equal(["Ann", null], BenchCorpus.Open(_folder).Clips.Select(clip => clip.Speaker));
    }

    [Fact]
    public void Noise_needs_no_text()
    {
        Write("""{"file":"a.wav","language":"none","speech":false,"duration_s":1}""");

        Assert.Equal("a", Assert.Single(BenchCorpus.Open(_folder, speech: false).Clips).Id);
    }

    [Fact]
    public void Some_seconds_are_taken_from_all_over_and_the_same_each_time()
    {
        Write([.. Enumerable.Range(0, 100).Select(i => $$"""{"file":"{{i:D2}}.wav","text":"x","language":"en","duration_s":10}""")]);

        var taken = BenchCorpus.Open(_folder).Take(100).Select(clip => int.Parse(clip.Id)).ToList();

        Assert.Equal(10, taken.Count);
        Assert.Equal([0, 1, 2, 3, 4], taken.Select(number => number / 20).Distinct().Order());
        Assert.Equal(taken, BenchCorpus.Open(_folder).Take(100).Select(clip => int.Parse(clip.Id)));
    }

    [Fact]
    public void Folder_without_a_manifest_is_wrong_usage() =>
        Assert.Contains("manifest.jsonl", Assert.Throws<UsageException>(() => BenchCorpus.Open(_folder)).Message);

    [Fact]
    public void Line_that_cannot_be_used_is_named()
    {
        Write("""{"file":"a.wav","text":"Hello","language":"en","duration_s":2}""", """{"file":"b.wav"}""");

        Assert.Contains("Line 2", Assert.Throws<UsageException>(() => BenchCorpus.Open(_folder)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params string[] lines) => File.WriteAllLines(Path.Combine(_folder, "manifest.jsonl"), lines);
}
