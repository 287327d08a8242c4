namespace LiveCaptions.Server.Tests.Harness;

/// <summary>What a listener of <see cref="LiveHost"/>'s radio gets, at the pace it is spoken.</summary>
internal sealed record RadioProgramme(ReadOnlyMemory<byte> Sound, double Seconds, string Type, RadioEnd End)
{
    /// <summary>There is none now.</summary>
    public static RadioProgramme None { get; } = new(default, 0, "", RadioEnd.Missing);
}
