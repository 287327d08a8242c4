namespace LiveCaptions.Server.Import;

/// <summary>Why a file cannot be written, without saying where it is: the system's own words hold its path.</summary>
internal static class DiskFault
{
    public static string Words(IOException fault) => fault.HResult switch
    {
        28 => "The disk here is full.", // ENOSPC
        122 => "As much is kept here as the system lets this server keep (quota).", // EDQUOT
        30 => "The disk here takes nothing any more: it is read-only.", // EROFS
        _ => "The disk here cannot be written.",
    };
}
