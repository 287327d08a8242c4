namespace LiveCaptions.Server.Engine;

/// <summary>Whom a fault of an engine concerns.</summary>
internal enum FaultScope
{
    /// <summary>Perhaps all, perhaps only who had it: some of them in a short time say so.</summary>
    Unknown,

    /// <summary>Who had it, as something about its settings is refused; others need not suffer from it.</summary>
    Session,

    /// <summary>All: one is enough.</summary>
    Everybody,
}
