namespace LiveCaptions.Server.Outgoing;

/// <summary>A part of this server that listens on TCP ports of its own, besides those of the web server.</summary>
public interface IListener
{
    /// <summary>Those that it listens on now.</summary>
    IEnumerable<int> Ports { get; }
}
