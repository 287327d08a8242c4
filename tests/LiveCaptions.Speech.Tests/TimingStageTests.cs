using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests;

public sealed class TimingStageTests
{
    private readonly List<(LabelStage Stage, string Message)> _told = [];

    [Fact]
    public async Task Finals_get_the_times_that_the_aligner_finds() =>
        Assert.Equal([100L, 612L], await StartsAsync(new FakeAligner(
            words => [.. words.Select(word => word with { Start = word.Start + 100 })])));

    [Fact]
    public async Task Starts_never_go_back_behind_those_of_the_final_before() =>
        Assert.Equal([2000L, 2000L], await StartsAsync(new FakeAligner(
            words => words[0].Start > 0 ? null : [words[0] with { Start = 2000, End = 2100 }])));

    [Fact]
    public async Task Guesses_stay_where_the_text_does_not_fit() =>
        Assert.Equal([0L, 512L], await StartsAsync(new FakeAligner(_ => null)));

    [Fact]
    public async Task Guesses_stay_in_another_language() =>
        Assert.Equal([0L, 512L], await StartsAsync(new FakeAligner(words => [words[0] with { Start = 5000 }]) { Languages = ["de"] }));

    [Fact]
    public async Task Failure_of_the_aligner_is_told_and_keeps_no_final_back()
    {
        Assert.Equal([0L, 512L], await StartsAsync(new FakeAligner(_ => throw new InvalidDataException("align"))));
        Assert.Equal((LabelStage.Times, "align"), _told[0]);
    }

    private async Task<IEnumerable<long>> StartsAsync(IAligner aligner)
    {
        var heard = new HeardUtterance(0, 0, long.MaxValue, new float[16_000], [], EncoderFeatures.None);
        await using var pipeline = new SpeechPipeline(
            new EnergyVad(), new ScriptedStream { Heard = heard }, onFault: (stage, fault) => _told.Add((stage, fault.Message)))
        {
            Aligner = aligner,
        };
        var finals = await pipeline.RunAsync(new ArraySource(new float[1024], [512])).ToListAsync();
        return finals.Select(final => final.Words[0].Start);
    }

    private sealed class FakeAligner(Func<IReadOnlyList<Word>, IReadOnlyList<Word>?> align) : IAligner
    {
        public IReadOnlyList<string> Languages { get; init; } = ["en"];

        public async Task<IReadOnlyList<Word>?> AlignAsync(
            HeardUtterance heard, IReadOnlyList<Word> words, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return align(words);
        }
    }
}
