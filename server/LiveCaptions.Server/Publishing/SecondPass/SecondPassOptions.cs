using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Whether sessions are recognised again once they have ended.</summary>
public sealed class SecondPassOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Sessions that are recognised again at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 1;
}
