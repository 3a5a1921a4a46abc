using System.Security.Cryptography;
using System.Text.Json;

namespace Messaging.Events;

/// <summary>Ids that derive from facts: the same facts give the same id, in every process and at every time.</summary>
public static class NameBasedId
{
    /// <summary>
    /// The id of these facts: the first 128 bits of their SHA-256, marked as RFC 9562's version 8, section 5.8.
    /// </summary>
    public static Guid Of(params object[] facts)
    {
        // As a JSON array, so that ("a", "bc") and ("ab", "c") differ.
        var bytes = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
