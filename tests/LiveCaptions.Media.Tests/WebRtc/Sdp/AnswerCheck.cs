using System.Text.RegularExpressions;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

/// <summary>Reads an answer by other means than the code under test.</summary>
internal static partial class AnswerCheck
{
    /// <summary>The answer is clean text, has the m= lines of the offer in order, takes one audio and refuses all it does not take.</summary>
    public static void Fits(string offer, string answer)
    {
        Assert.Matches(WholeLines(), answer);
        string[] offered = Media(offer), answered = Media(answer);
        Assert.Equal(offered.Select(KindAndProtocol), answered.Select(KindAndProtocol));
        Assert.All(answered.Zip(offered), pair => Assert.Contains(pair.First.Split(' ')[3], pair.Second.Split(' ')[3..]));
        Assert.All(answered, line => Assert.Equal(4, line.Split(' ').Length));
        Assert.Single(Sections(answer), section => section.StartsWith("m=audio 9 ", StringComparison.Ordinal) && section.Contains("\r\na=recvonly\r\n", StringComparison.Ordinal));
        Assert.Single(Sections(answer), section => section.Contains("a=candidate:", StringComparison.Ordinal));
        Assert.All(Sections(answer), section => Assert.Equal(section.Split(' ')[1] == "0", !section.Contains("a=ice-ufrag:", StringComparison.Ordinal)));
    }

    private static string[] Media(string sdp) => [.. sdp.Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith("m=", StringComparison.Ordinal))];

    private static string[] Sections(string sdp) => [.. sdp.Split("\r\nm=")[1..].Select(section => "m=" + section + "\r\n")];

    private static (string Kind, string Protocol) KindAndProtocol(string line) => (line.Split(' ')[0], line.Split(' ')[2]);

    [GeneratedRegex(@"\A([a-z]=[ -~]+\r\n)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeLines();
}
