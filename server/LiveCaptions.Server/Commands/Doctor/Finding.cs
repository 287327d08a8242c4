namespace LiveCaptions.Server.Commands.Doctor;

/// <param name="Detail">What was found, or what to do.</param>
public sealed record Finding(FindingState State, string Subject, string Detail)
{
    public static Finding Ok(string subject, string detail) => new(FindingState.Ok, subject, detail);

    public static Finding Note(string subject, string detail) => new(FindingState.Note, subject, detail);

    public static Finding Missing(string subject, string detail) => new(FindingState.Missing, subject, detail);
}
