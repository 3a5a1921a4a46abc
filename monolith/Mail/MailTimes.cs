using System.ComponentModel.DataAnnotations;

namespace Monolith.Mail;

/// <summary>How long mail may take here, where requests send it (section <c>Mail</c>, too).</summary>
public sealed record MailTimes
{
    /// <summary>How long a request waits for its mail. (The gateway waits 10 s for a request.)</summary>
    [Range(1, 60)]
    public int PatienceSeconds { get; init; } = 8;

    /// <summary>How often what a request had to leave behind is tried again.</summary>
    [Range(1, 3600)]
    public int SweepSeconds { get; init; } = 60;
}
