using LiveCaptions.Captions.Metadata;
using LiveCaptions.Server.Publishing.Metadata;

namespace LiveCaptions.Server.Tests.Metadata;

/// <summary>What a person wrote of a video is nobody else's to take away.</summary>
public sealed class VideoDescriptionTests
{
    private const string Ours = "0:00 One\n0:10 Two\n0:20 Three";
    private static readonly Chapter[] Chapters = [new(0, "One"), new(10, "Two"), new(20, "Three")];

    [Theory]
    [InlineData("", Ours)]
    [InlineData("Text", "Text\n\n" + Ours)]
    [InlineData("Text\n\n0:00 A\n1:00 B\n1:00:00 C\n\nBye", "Text\n\n" + Ours + "\n\nBye")]
    [InlineData("0:00 A\r\n1:00 B\r\n2:00 C", Ours)]
    [InlineData("12:30 Lunch\n0:00 A\n1:00 B\n2:00 C\n\n1:30 Tea", "12:30 Lunch\n" + Ours + "\n\n1:30 Tea")]
    [InlineData("10:00 Doors\n11:00 Talk\n12:00 End", "10:00 Doors\n11:00 Talk\n12:00 End\n\n" + Ours)]
    [InlineData("0:00 A\n1:00 B", "0:00 A\n1:00 B\n\n" + Ours)]
    [InlineData("0:00 A\n\n1:00 B\n\n2:00 C", "0:00 A\n\n1:00 B\n\n2:00 C\n\n" + Ours)]
    [InlineData("0:00 A\n0:00 B\n1:00 C\n2:00 D", "0:00 A\n" + Ours)]
    public void Only_the_chapters_give_way_to_chapters(string there, string then)
    {
        Assert.Equal(then, VideoDescription.Of(there, own: null, Chapters));
        Assert.Equal(then, VideoDescription.Of(then, own: null, Chapters));
        Assert.Equal(there, VideoDescription.Of(there, own: null, []));
    }

    [Fact]
    public void Text_that_is_asked_for_leaves_the_chapters_that_are_there()
    {
        Assert.Equal("New\n\n0:00 A\n1:00 B\n2:00 C", VideoDescription.Of("Old\n0:00 A\n1:00 B\n2:00 C\nOlder", "New", []));
        Assert.Equal("New", VideoDescription.Of("Old", "New", []));
        Assert.Equal("Old", VideoDescription.Of("Old", "", []));
    }

    [Fact]
    public void Own_text_gives_way_where_there_is_no_room_and_a_persons_never_does()
    {
        Assert.Equal(VideoText.LongestDescription, VideoDescription.Of("", new string('x', 6_000), Chapters).Length);
        Assert.Throws<DescriptionFullException>(() => VideoDescription.Of(new string('x', 4_990), own: null, Chapters));
    }
}
