using System.Text;
using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class FfmpegLiveDecoderTests
{
    [Fact]
    public async Task Junk_gives_the_reason_in_one_sentence_without_the_pipes_name()
    {
        await using var decoder = FfmpegLiveDecoder.Start("matroska", TimeProvider.System);
        await decoder.WriteAsync(Encoding.ASCII.GetBytes("\u0005this is no stream of Matroska"), CancellationToken.None);
        decoder.Complete();
        Assert.Equal(0, await decoder.ReadAsync(new short[100], CancellationToken.None));

        var reason = await decoder.ReasonAsync();

        Assert.NotNull(reason);
        Assert.DoesNotContain("pipe:0", reason, StringComparison.Ordinal);
        Assert.Matches(@"[^.]\.$", reason);
        Assert.DoesNotContain(".)", reason, StringComparison.Ordinal);
    }
}
