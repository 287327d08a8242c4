namespace LiveCaptions.Server.Limits;

/// <summary>Metadata of an endpoint that decides for itself what it counts as, instead of in <see cref="LimitTable"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitAttribute(LimitKind kind) : Attribute
{
    public LimitKind Kind { get; } = kind;
}
