using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class FfmpegFrameTests
{
    [Fact]
    public void Line_of_ffmpeg_5_is_a_frame() => Assert.Equal(
        new FfmpegFrame(401, 419, 1),
        FfmpegFrame.Parse("[ashowinfo@times @ 0x55c6] [info] n:0 pts:401 pts_time:0.025 pos:671 fmt:fltp channels:1 chlayout:mono "
            + "rate:16000 nb_samples:419 checksum:AE"));

    [Fact]
    public void Line_of_ffmpeg_7_is_one_too() => Assert.Equal(
        new FfmpegFrame(-7, 320, 2),
        FfmpegFrame.Parse("[ashowinfo@times @ 0x55c6] [info] n:12 pts:-7 pts_time:-0.0004 fmt:fltp channels:2 "
            + "chlayout:stereo rate:16000 nb_samples:320"));

    [Theory]
    [InlineData("NOPTS")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    public void Time_that_is_none_is_left_out(string timestamp) =>
        Assert.Equal(
            new FfmpegFrame(null, 5, 2), FfmpegFrame.Parse($"[ashowinfo@times @ 0x1] [info] n:1 pts:{timestamp} channels:2 nb_samples:5 "));

    [Theory]
    [InlineData("[ashowinfo@times @ 0x1] [info]   downmix: preferred downmix type - unknown")]
    [InlineData("[ashowinfo@times @ 0x1] [info] n:1 pts:5 channels:2 nb_samples:0")]
    [InlineData("[ashowinfo@times @ 0x1] [info] n:1 pts:5 channels:2 nb_samples:999999999999")]
    [InlineData("[ashowinfo@times @ 0x1] [info] n:1 pts:5 channels:x nb_samples:7")]
    [InlineData("")]
    public void What_tells_no_samples_is_no_frame(string line) => Assert.Null(FfmpegFrame.Parse(line));
}
