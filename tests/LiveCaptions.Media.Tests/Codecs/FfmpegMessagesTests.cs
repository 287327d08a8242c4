using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class FfmpegMessagesTests
{
    private const string Input = "file:/srv/captions/data/imports/7f3a.upload";

    [Theory]
    [InlineData("[error] file:/srv/captions/data/imports/7f3a.upload: Invalid data found when processing input",
        "Invalid data found when processing input.")]
    [InlineData("[error] Error opening input file file:/srv/captions/data/imports/7f3a.upload.", "Error opening input file (a file).")]
    [InlineData("[error] Error opening input: '/srv/captions/data/imports/7f3a.upload'", "Error opening input: (a file).")]
    [InlineData("[error] Cannot load /usr/lib/x86_64-linux-gnu/frei0r-1/x.so", "Cannot load (a file).")]
    [InlineData("[mov @ 0x5581] [error] moov atom not found at 12/34", "moov atom not found at 12/34.")]
    [InlineData("[fatal] Stream map '0:a:0' matches no streams.", "It has no audio track.")]
    [InlineData("[hls @ 0x5581] [error] Format not on whitelist 'aac,mp3'",
        "It is a playlist, which only names other files. Import those.")]
    [InlineData("[nut @ 0x5581] [error] Format not on whitelist 'aac,mp3'", "It is in a format that is not read here: nut.")]
    public async Task Reason_is_a_sentence_that_holds_no_path(string said, string reason) =>
        Assert.Equal(reason, (await HearAsync(said)).Reason(Input));

    [Fact]
    public async Task Video_that_is_not_decoded_is_no_reason() =>
        Assert.Null((await HearAsync("[h264 @ 0x5581] [error] Codec (h264) not on whitelist 'aac'")).Reason(Input));

    [Fact]
    public async Task Endless_words_are_cut() =>
        Assert.InRange((await HearAsync($"[error] {new string('x', 100_000)}")).Reason(Input)!.Length, 10, 400);

    private static async Task<FfmpegMessages> HearAsync(string said)
    {
        var messages = new FfmpegMessages(new StringReader(said));
        await messages.Completion;
        return messages;
    }
}
