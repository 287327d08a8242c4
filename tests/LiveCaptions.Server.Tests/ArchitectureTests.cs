using System.Reflection;
using LiveCaptions.Server.Hosting;

namespace LiveCaptions.Server.Tests;

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
    [InlineData("LiveCaptions.Server", "LiveCaptions.Media", "LiveCaptions.Speech")]
    public void Assembly_that_ships_knows_of_ours_only(string assembly, params string[] others) =>
        Assert.Equal(others, References(Assembly.Load(assembly)).Where(name => name.StartsWith("LiveCaptions.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Media_opens_its_internals_to_nothing_that_ships() =>
        Assert.DoesNotContain(
            Assembly.Load("LiveCaptions.Media").GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
            friend => friend.AssemblyName is "LiveCaptions.Server" or "LiveCaptions.Speech");

    private static List<string> References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];
}
