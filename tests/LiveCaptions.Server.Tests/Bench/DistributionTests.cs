using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class DistributionTests
{
    [Fact]
    public void Percentiles_lie_between_the_nearest_ranks() =>
        Assert.Equal(new Distribution(5, P50: 3, P95: 4.8, Max: 5), Distribution.Of([5, 1, 4, 2, 3]));

    [Fact]
    public void One_value_is_all_of_it() => Assert.Equal(new Distribution(1, 7, 7, 7), Distribution.Of([7]));

    [Fact]
    public void Nothing_has_no_distribution() => Assert.Null(Distribution.Of([]));
}
