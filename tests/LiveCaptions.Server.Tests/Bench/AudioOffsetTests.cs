using LiveCaptions.Bench.Ingest;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class AudioOffsetTests
{
    private static readonly short[] Said = Babble.Make(4 * 16_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(-3_200)]
    public void Late_audio_has_a_positive_offset_and_early_audio_a_negative_one(int late)
    {
        const int position = 24_000;
        var heard = Said.AsSpan(position - late, 8_000);

        var offset = AudioOffset.Find(Said, heard, position, maxShift: 4_000);

        Assert.Equal(late / 16_000.0, offset.Seconds);
        Assert.Equal(1, offset.Likeness, 3);
    }

    [Fact]
    public void Loudness_does_not_matter()
    {
        var quiet = Array.ConvertAll(Said[16_000..24_000], sample => (short)(sample / 10));

        Assert.Equal(0.02, AudioOffset.Find(Said, quiet, 16_320, maxShift: 4_000).Seconds);
    }

    [Fact]
    public void Silence_is_like_nothing() => Assert.Equal(0, AudioOffset.Find(Said, new short[8_000], 16_000, maxShift: 100).Likeness);

    [Fact]
    public void Nothing_beyond_either_end_is_looked_at() =>
        Assert.Equal(0, AudioOffset.Find(Said, Said.AsSpan(^8_000), Said.Length - 8_000, maxShift: 4_000).Seconds);
}
