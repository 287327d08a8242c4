using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Tests.Outgoing;

public sealed class ShownAddressTests
{
    [Theory]
    [InlineData("https://user:pw@example.test:8443/live/a.m3u8?token=t#f", "https://example.test:8443/live/a.m3u8")]
    [InlineData("https://bucket.example.test/talk.mp3?X-Amz-Signature=abc&X-Amz-Credential=def", "https://bucket.example.test/talk.mp3")]
    [InlineData("srt://example.test:9000?passphrase=pw&streamid=s", "srt://example.test:9000")]
    [InlineData("rtmp://example.test/live/key", "rtmp://example.test/live/")]
    [InlineData("rtsp://user:pw@[2001:db8::1]/camera?x=y", "rtsp://[2001:db8::1]/camera")]
    public void Shown_of_an_address_is_what_anybody_may_see(string url, string shown)
    {
        Assert.Equal(shown, ShownAddress.Of(new Uri(url)));

        // Older versions kept all of it.
        Assert.Equal(shown, new ImportSource(url, Url: new Uri(url)).Shown);
    }

    [Theory]
    [InlineData("Connection to srt://127.0.0.1:9?passphrase=pw failed: no", "Connection to 127.0.0.1:9 failed: no")]
    [InlineData("'https://u:p@example.test/a/b.ts?token=t' is gone", "'example.test' is gone")]
    [InlineData("Server returned 404 Not Found", "Server returned 404 Not Found")]
    public void Nothing_but_hosts_is_left_of_addresses_in_messages(string said, string clean) =>
        Assert.Equal(clean, ShownAddress.Clean(said));
}
