using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class LibOpusDecoderTests : OpusDecoderContract
{
    [Fact]
    public void It_is_the_first_choice_where_it_is_installed() => Assert.True(LibOpus.IsHere);

    [Fact]
    public void Library_that_is_not_installed_is_not_found() => Assert.Equal(0, LibOpus.Find(["libopus-that-nobody-has"]));

    private protected override IOpusBackend CreateBackend() => new LibOpusBackend();
}
