namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>Units that are put aside for a call.</summary>
public sealed record QuotaReservation(long Id, string Project, string Day);
