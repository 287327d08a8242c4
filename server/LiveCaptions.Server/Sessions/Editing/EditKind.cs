namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>Names of what a step of editing does.</summary>
internal static class EditKind
{
    public const string Correct = "correct";
    public const string Split = "split";
    public const string Merge = "merge";
    public const string Insert = "insert";
    public const string Delete = "delete";
    public const string Replace = "replace";
    public const string Captions = "captions";
    public const string Speakers = "speakers";
    public const string Translate = "translate";
}
