using System.Reflection;
using LiveCaptions.Server.Hosting;

namespace LiveCaptions.Server.Tests.Architecture;

/// <summary>Who may know whom, as docs/architecture.md has it.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Server = typeof(ServerHost).Assembly;

    [Fact]
    public void What_only_measures_is_not_in_the_server()
    {
        Assert.DoesNotContain(Server.GetTypes(), type => type.Namespace?.Split('.').Contains("Bench", StringComparer.Ordinal) == true);
        Assert.DoesNotContain("ScottPlot", References(Server));
    }

    [Theory]
    [InlineData("LiveCaptions.Media")]
    [InlineData("LiveCaptions.Speech")]
    [InlineData("LiveCaptions.Captions", "LiveCaptions.Speech")]
    [InlineData("LiveCaptions.Server", "LiveCaptions.Captions", "LiveCaptions.FakeYouTube", "LiveCaptions.Media", "LiveCaptions.Speech")]
    [InlineData("LiveCaptions.FakeYouTube")]
    public void Assembly_that_ships_knows_of_ours_only(string assembly, params string[] others) =>
        Assert.Equal(others, References(Assembly.Load(assembly)).Where(name => name.StartsWith("LiveCaptions.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("LiveCaptions.Media")]
    [InlineData("LiveCaptions.Speech")]
    [InlineData("LiveCaptions.Captions")]
    [InlineData("LiveCaptions.Server")]
    public void Rooms_of_an_assembly_know_each_other_one_way_only(string assembly) =>
        Assert.Empty(RoomGraph.CirclesIn(Assembly.Load(assembly)));

    [Fact]
    public void Captions_know_neither_the_web_nor_the_database() =>
        Assert.DoesNotContain(References(Assembly.Load("LiveCaptions.Captions")), name =>
            name.Contains("AspNetCore", StringComparison.Ordinal) || name.Contains("EntityFramework", StringComparison.Ordinal));

    [Fact]
    public void Media_opens_its_internals_to_nothing_that_ships() =>
        Assert.DoesNotContain(
            Assembly.Load("LiveCaptions.Media").GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
            friend => friend.AssemblyName is "LiveCaptions.Server" or "LiveCaptions.Speech");

    private static List<string> References(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];
}
