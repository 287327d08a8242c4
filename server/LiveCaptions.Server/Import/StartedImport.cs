using System.Diagnostics.CodeAnalysis;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Import;

/// <summary>An import's session, as who asked for it sees it first.</summary>
public sealed record StartedImport : SessionView
{
    [SetsRequiredMembers]
    public StartedImport(SessionView session, string editToken)
        : base(session) => EditToken = editToken;

    /// <summary>To watch, correct, finish and delete it; told here and never again.</summary>
    public string EditToken { get; }
}
