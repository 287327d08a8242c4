using LiveCaptions.Bench.Ingest;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class KernelDropsTests
{
    private static readonly string[] Lines =
    [
        "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
        "  301: 0100007F:13D8 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 41234 2 0000000000000000 17",
        "  302: 0100007F:13D9 0100007F:13D8 01 00000000:00000000 00:00000000 00000000     0        0 41235 2 0000000000000000 5",
        "  303: 0200007F:13D8 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 41236 2 0000000000000000 3",
    ];

    [Fact]
    public void Drops_of_all_sockets_at_the_port_count() => Assert.Equal(20, KernelDrops.At(5_080, Lines));

    [Fact]
    public void Sockets_that_only_send_there_do_not() => Assert.Equal(5, KernelDrops.At(5_081, Lines));

    [Fact]
    public void A_port_without_socket_has_none() => Assert.Equal(0, KernelDrops.At(1, Lines));
}
