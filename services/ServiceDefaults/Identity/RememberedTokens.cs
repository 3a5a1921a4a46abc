using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServiceDefaults;

/// <summary>
/// Checks a token once, and remembers a good one until it ends or the provider's keys are others: a signature costs
/// more to check than all else that a small request does.
/// </summary>
internal sealed class RememberedTokens : JsonWebTokenHandler, IDisposable
{
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        var provider = validationParameters.ConfigurationManager is { } manager
            ? await manager.GetBaseConfigurationAsync(CancellationToken.None)
            : null;
        if (known.Get<Good>(token) is { } good && ReferenceEquals(good.Provider, provider))
        {
            return good.Result;
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
        {
            var end = new DateTimeOffset(result.SecurityToken.ValidTo) + validationParameters.ClockSkew;
            known.Set(
                token, new Good(provider, result), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = end });
        }

        return result;
    }

    public void Dispose() => known.Dispose();

    private sealed record Good(BaseConfiguration? Provider, TokenValidationResult Result);
}
