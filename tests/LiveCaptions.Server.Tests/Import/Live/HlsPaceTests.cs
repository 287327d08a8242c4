using LiveCaptions.Media.Hls;
using LiveCaptions.Server.Import.Live.Hls;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Import.Live;

public sealed class HlsPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("6", true, 6)]
    [InlineData("6", false, 3)]
    [InlineData("0", true, 1)]
    [InlineData("0", false, 0.5)]
    [InlineData("80000", true, 60)]
    public void Playlist_is_loaded_again_after_its_target_duration_or_half_of_it_where_nothing_was_new(
        string target, bool hasChanged, double expected)
    {
        var playlist = HlsMediaPlaylist.Parse($"#EXTM3U\n#EXT-X-TARGETDURATION:{target}\n")!;
        var pace = new HlsPace(_time);
        pace.Begin();
        pace.Note(hasChanged);
        Assert.Equal(expected, pace.UntilReload(playlist).TotalSeconds);

        // What loading and playing took is part of it.
        _time.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(expected - 0.25, pace.UntilReload(playlist).TotalSeconds);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.Zero, pace.UntilReload(playlist));
    }
}
