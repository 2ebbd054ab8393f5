export interface paths {
    "/api/v1/communities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All communities that are indexed. */
        get: operations["list_communities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One community. */
        get: operations["show_community"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/affinities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people of a community care about, and where it is talked about: for newcomers who look for their place. */
        get: operations["list_affinities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/anchors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published hashes, latest first. */
        get: operations["list_anchors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Applications, latest first. */
        get: operations["list_applications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done with a role: by organizers, moderators, reviewers and the operator. For organizers, and keys with the
         *     scope read.
         */
        get: operations["list_audit_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches, latest first. */
        get: operations["list_batches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Challenges, latest first. */
        get: operations["list_challenges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/charter-acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions of the charter that a member accepted, oldest first. */
        get: operations["list_charter_acceptances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/charters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of the charter, oldest first. */
        get: operations["list_charters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/claim-failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shares whose transfer failed, latest first. */
        get: operations["list_claim_failures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shares paid, latest first. */
        get: operations["list_claims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/clear-signing/{contract}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How wallets show in words what members of this community sign (ERC-7730), for one of its contracts. */
        get: operations["show_clear_signing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contributions, latest first. */
        get: operations["list_contributions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/dao": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The community as a DAO, by ERC-4824. */
        get: operations["show_dao"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/dao/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals made and votes cast, by ERC-4824. */
        get: operations["show_dao_activities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/dao/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contracts, by ERC-4824. */
        get: operations["show_dao_contracts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/dao/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Active members, by ERC-4824. */
        get: operations["show_dao_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/dao/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals of both houses, by ERC-4824. */
        get: operations["show_dao_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/debits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Debits, latest first. */
        get: operations["list_debits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/delegations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who casts whose votes now, by member. Members who never chose anybody are not listed. */
        get: operations["list_delegations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a draft. Anybody may: a member has to sponsor it before it is put to the vote. */
        post: operations["keep_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/drafts/{draft}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A draft, what it would do, and whether that would work now. */
        get: operations["show_draft"];
        /** Changes a draft that was not proposed yet. */
        put: operations["change_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/drafts/{draft}/propose/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to put a draft forward in their own name. */
        post: operations["prepare_draft_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/drafts/{draft}/propose/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the sponsor's signature. It has to be about this draft as it is now. */
        post: operations["submit_draft_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/epochs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Epochs with contributions, latest first. */
        get: operations["list_epochs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/epochs/{epoch}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One epoch, with its sums, money and rules. */
        get: operations["show_epoch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/epochs/{epoch}/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is unusual in an epoch. It is published for everybody and punishes nobody; it names members and no accounts. */
        get: operations["show_anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/epochs/{epoch}/matrix.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who confirmed whose contributions, in points before caps. Struck contributions count for nothing, and nobody confirms
         *     their own: a reviewer who signed a batch with contributions of theirs has no cell there.
         */
        get: operations["show_matrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/epochs/{epoch}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How an epoch's pool is shared. Sums are over all members, items are a page of them. */
        get: operations["show_shares"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of the community's contracts. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/forfeits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reputation burned because members left, latest first. */
        get: operations["list_forfeits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/fundings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments into pools, latest first. */
        get: operations["list_fundings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/graphql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads by GraphQL. Everything in one answer reflects one block; `block` may name it and nothing older. Queries are at
         *     most 8 deep and may read about 20,000 fields; `first` is at most 1000. Introspection is answered alone.
         */
        post: operations["query_graphql"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/graphql/schema.graphql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The schema, for generators of clients. */
        get: operations["show_graphql_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/guardian/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What guardians did, latest first. */
        get: operations["list_guardian_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/guardian/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ends of the guardian's term as they were set; the first one is in force. */
        get: operations["list_guardian_terms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The keys of a community that are not revoked. */
        get: operations["list_keys"];
        put?: never;
        /** Makes a key for a service. */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Makes a key void at once. */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts that a member has linked. */
        get: operations["list_links"];
        put?: never;
        /** Takes a signed statement: from now on the account is the member's, and of nobody else. */
        post: operations["link_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/links/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to link an account. */
        post: operations["prepare_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/links/prove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the tool whether the account proves itself, and links it. */
        post: operations["prove_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/links/{source}/{account}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an account from the member who linked it. What was recorded stays; what comes waits for a new link. */
        delete: operations["unlink_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/mail-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invites somebody by e-mail. One address is written to once in 30 days. */
        post: operations["invite_by_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members by number. */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member, with reputation and points. */
        get: operations["show_member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/members/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's epochs with the life of each point, latest first. */
        get: operations["explain_member"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/members/{id}/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that counts for a member and what does not, with the reason: the act in a tool, the line of the policy, who
         *     confirmed, the batch, the transaction. Accounts, acts and records are shown to members who signed in.
         */
        get: operations["list_reasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Calls in timelocks, latest first. */
        get: operations["list_operations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the service tells in the tools of a community, latest first. */
        get: operations["list_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/outbox/{message}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message again that did not arrive, under the same name. */
        post: operations["resend_outbox_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Polls, the newest first. */
        get: operations["list_polls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what the author of a poll signs. */
        post: operations["prepare_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the author's signature and opens the poll. The same signature again answers with the same poll. */
        post: operations["submit_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One poll with its count: as of now while it is open, the last one when it is closed. */
        get: operations["show_poll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/answer/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to answer a poll. */
        post: operations["prepare_poll_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/answer/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a signed answer, in the place of the member's answer before. */
        post: operations["submit_poll_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/ballots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All answers to a poll, by member. */
        get: operations["list_ballots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/ballots/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer of one member. */
        get: operations["show_ballot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Counts a poll for the last time once its time is over, and publishes the root. The service does it by itself;
         *     anybody may ask for it earlier. Asking again changes nothing.
         */
        post: operations["close_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/electors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may answer a poll, and with what weight. */
        get: operations["list_electors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/polls/{number}/proofs/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proves that an answer is in the anchored result; member 0 proves the result itself. */
        get: operations["prove_ballot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How you are told things in this community. */
        get: operations["show_preferences"];
        /** Changes how you are told things in this community. */
        put: operations["set_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals of both houses, latest first. */
        get: operations["list_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/proposals/{house}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proposal, with its text and what it would do. */
        get: operations["show_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/proposals/{house}/{id}/discussions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The discussions that are told what becomes of a proposal. */
        get: operations["list_discussions"];
        put?: never;
        /** Ties a discussion to a proposal. */
        post: operations["tie_discussion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/proposals/{house}/{id}/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Executes a proposal on the newest state and forgets it again. */
        get: operations["rehearse_proposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/proposals/{house}/{id}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Votes on a proposal, in the order they were cast. */
        get: operations["list_votes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/recoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recoveries, latest first. */
        get: operations["list_recoveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/recovery-approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Confirmations of recoveries, latest first. */
        get: operations["list_recovery_approvals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/accept-charter/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to accept the current charter. */
        post: operations["prepare_accept_charter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/accept-charter/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a member's signature under the current charter. */
        post: operations["submit_accept_charter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a member the voting unit that the rules permit. */
        post: operations["activate_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/answer-application/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what an organizer or a moderator signs to admit or decline an applicant. */
        post: operations["prepare_answer_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/answer-application/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of an organizer or a moderator who answers an application. */
        post: operations["submit_answer_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/apply/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to ask for admission. */
        post: operations["prepare_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/apply/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who asks for admission. */
        post: operations["submit_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/approve-batch/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a reviewer signs to confirm contributions: new ones, or those that another reviewer signed for. */
        post: operations["prepare_approve_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/approve-batch/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum. */
        post: operations["submit_approve_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/approve-recovery/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a moderator signs to confirm whose a new wallet is. */
        post: operations["prepare_approve_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/approve-recovery/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a moderator who confirms a recovery. */
        post: operations["submit_approve_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/bind-charter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the newest charter in force, once enough members accepted it. */
        post: operations["bind_charter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/cancel-recovery/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what the old or the new wallet signs to stop a recovery. */
        post: operations["prepare_cancel_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/cancel-recovery/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of the old or the new wallet. */
        post: operations["submit_cancel_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/challenge/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to challenge a contribution, or a moderator to challenge a whole batch. */
        post: operations["prepare_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/challenge/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who challenges. */
        post: operations["submit_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/claim/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to be paid a share of a final epoch. */
        post: operations["prepare_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/claim/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who wants to be paid. */
        post: operations["submit_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/close-challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a challenge that nobody decided in time. */
        post: operations["close_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/debit-item/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a moderator signs to debit a contribution of a final epoch. */
        post: operations["prepare_debit_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/debit-item/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a moderator who debits a contribution. */
        post: operations["submit_debit_item"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/decide-challenge/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a moderator signs to vote on a challenge. */
        post: operations["prepare_decide_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/decide-challenge/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a moderator who votes on a challenge. */
        post: operations["submit_decide_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/delegate/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to lend votes, or to take them back. */
        post: operations["prepare_delegate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/delegate/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who lends votes. */
        post: operations["submit_delegate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/execute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Executes a proposal whose waiting time is over. */
        post: operations["execute_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/execute-recovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a membership to its new wallet, once the wait is over. */
        post: operations["execute_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/follow-delegate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Returns votes to their owner when their delegate is none any more. */
        post: operations["follow_delegate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/invitations/compose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the issuer's signature and makes the code that people join with. */
        post: operations["compose_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/invitations/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what an organizer or a moderator signs to invite people. */
        post: operations["prepare_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/join/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes what a newcomer signs: the acceptance of the current charter.
         * @description With `invitation`, the code that an organizer or a moderator handed over; with `founding_token`, the one-time
         *     secret of the first organizer. Send the same to submit.
         */
        post: operations["prepare_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/join/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a newcomer's signature. */
        post: operations["submit_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/leave/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to leave. */
        post: operations["prepare_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/leave/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who leaves. */
        post: operations["submit_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/mint-reputation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mints the reputation of the next final epoch. */
        post: operations["mint_reputation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the founding, once enough members hold a voting unit. */
        post: operations["open_community"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account of a passkey. Its address follows from the public key; asking again changes nothing. */
        post: operations["create_passkey_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/propose/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Writes what a proposer signs, from a form (`template`) or from raw `calls`.
         * @description The answer explains each call and says whether it would work now. The relay adds a last line to the
         *     description that names the proposer, so that nobody else can put the same proposal forward.
         */
        post: operations["prepare_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/propose/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a proposer's signature. */
        post: operations["submit_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a proposal that passed into its timelock. */
        post: operations["queue_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/request-recovery/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a new wallet signs to ask for a membership whose wallet is lost. */
        post: operations["prepare_request_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/request-recovery/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a new wallet. */
        post: operations["submit_request_recovery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/revoke-invitation/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what an issuer or an organizer signs to void an invitation. */
        post: operations["prepare_revoke_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/revoke-invitation/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who voids an invitation. */
        post: operations["submit_revoke_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/rotate/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what the old and the new wallet sign to move a membership. */
        post: operations["prepare_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/rotate/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signatures of the old and the new wallet. */
        post: operations["submit_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/set-unpaid/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to renounce money, or to take it again. */
        post: operations["prepare_set_unpaid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/set-unpaid/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who renounces money, or takes it again. */
        post: operations["submit_set_unpaid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves minted reputation to members. */
        post: operations["settle_reputation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/suspend/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a moderator signs to suspend a member. */
        post: operations["prepare_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/suspend/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a moderator who suspends a member. */
        post: operations["submit_suspend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/vote/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a voter signs. */
        post: operations["prepare_vote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/vote/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a voter's signature. */
        post: operations["submit_vote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/wake/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what a member signs to say that they are still here. */
        post: operations["prepare_wake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/wake/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of a member who is still here. */
        post: operations["submit_wake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/withdraw-application/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to take an application back. */
        post: operations["prepare_withdraw_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/relay/withdraw-application/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the signature of somebody who takes an application back. */
        post: operations["submit_withdraw_application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/reserve-withdrawals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments out of the reserve, latest first. */
        get: operations["list_reserve_withdrawals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits to be confirmed, grouped by tool and topic. For members who signed in. */
        get: operations["list_review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I can sign, what waits for signatures, and what became of it. */
        get: operations["list_review_batches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/batches/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a batch of confirmed contributions together, without those of whoever signs, and writes what to sign. */
        post: operations["prepare_review_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/batches/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum; one that holds what
         *     was undone since is refused.
         */
        post: operations["submit_review_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/{subject}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contribution in the review, with what people said and why it stands as it does. */
        get: operations["show_contribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/{subject}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a contribution as the same work as another one, which stays, or takes that back. */
        post: operations["mark_duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/{subject}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says how co-authors share a contribution. It holds once all of them said the same. */
        post: operations["share_contribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/review/{subject}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says something about a contribution. The last word counts; it can be taken back until a batch with it was signed. */
        post: operations["judge_contribution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/role-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of roles, latest first. */
        get: operations["list_role_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of the rules of recognition, oldest first. */
        get: operations["list_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reputation moved to members, latest first. */
        get: operations["list_settlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/share-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of the rules of distribution, oldest first. */
        get: operations["list_share_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/simulate/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Past epochs by another policy. Nothing is changed. */
        post: operations["simulate_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/simulate/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Past epochs by other rules. Nothing is changed. Debts stay as they were, and who would have done what under other
         *     rules nobody knows.
         */
        post: operations["simulate_rules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/statements/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text behind a hash of an application or a reason. For members who signed in. */
        get: operations["show_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events as they happen (`text/event-stream`). Messages without a type are events, as in the list of events; `retract`
         *     names events that never happened, because the chain took their blocks back; `block` tells the block that the mirror
         *     reflects; `reset` asks to read everything again. After a lost connection, `Last-Event-ID` gets what was missed.
         */
        get: operations["stream_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/suspensions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suspensions, latest first. */
        get: operations["list_suspensions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/syntheses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The syntheses of a community, latest first. */
        get: operations["list_syntheses"];
        put?: never;
        /** Collects a discussion into a draft. A discussion has one: asked again, it answers the same. */
        post: operations["begin_synthesis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/syntheses/{synthesis}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One synthesis. */
        get: operations["show_synthesis"];
        /** Writes into a synthesis. One that was published becomes a draft again, to be published once more. */
        put: operations["write_synthesis"];
        post?: never;
        /** Throws a draft away that was never published. */
        delete: operations["discard_synthesis"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/syntheses/{synthesis}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publishes a draft on the wiki, posts the link where people talked and hands the contribution to the review. While the
         *     wiki is away it stays `publishing`, and is published when the wiki is back.
         */
        post: operations["publish_synthesis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/syntheses/{synthesis}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a published page back: it then says only that it was withdrawn, and its contribution stops counting. A page that
         *     somebody changed on the wiki is left alone.
         */
        post: operations["withdraw_synthesis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/taken-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contributions that were taken back, latest first. */
        get: operations["list_taken_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tool-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which roles of which tools follow what, and what the last rounds found. */
        get: operations["list_tool_roles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tool-roles/{tool}/round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compares the roles of a tool with the rules now, and gives and takes them. */
        post: operations["make_role_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tools of a community, and how they do. */
        get: operations["list_tools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tools/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tool, with what it delivered that could not be read. */
        get: operations["show_tool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tools/{source}/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Puts the alarms of a tool away: somebody saw them. */
        delete: operations["clear_tool_alarms"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tools/{source}/poll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the tool at once what happened, in place of waiting. */
        post: operations["poll_tool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/tools/{source}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads everything once more that could not be read, after the cause was mended. */
        post: operations["retry_tool_deliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/unit-removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Voting units taken, latest first. */
        get: operations["list_unit_removals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Votes on all proposals, in the order they were cast. */
        get: operations["list_all_votes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/wallet-moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Moves of memberships to other wallets, latest first. */
        get: operations["list_wallet_moves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The webhooks of a community. */
        get: operations["list_webhooks"];
        put?: never;
        /** Makes a webhook: from now on the service tells this address what happens. The answer shows its secret once. */
        post: operations["create_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One webhook. */
        get: operations["show_webhook"];
        put?: never;
        post?: never;
        /** Deletes a webhook with everything that waits to be sent to it. */
        delete: operations["delete_webhook"];
        options?: never;
        head?: never;
        /** Changes a webhook, disables it, or enables it again. */
        patch: operations["change_webhook"];
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks/{webhook}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent to a webhook in the last 30 days, and what became of it. */
        get: operations["list_webhook_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks/{webhook}/deliveries/{number}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message again, under the same `webhook-id`. */
        post: operations["resend_webhook_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks/{webhook}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces the secret. For a day every message has a signature with each of the two. */
        post: operations["rotate_webhook_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/communities/{community}/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message of the type `webhook.test`. */
        post: operations["test_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail-stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Never writes to an address again. Only who got a message to it can ask for that. */
        post: operations["stop_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is held about whoever asks. */
        get: operations["export_my_data"];
        put?: never;
        post?: never;
        /** Erases names, salts and links of the accounts of whoever asks. Points, votes and shares stay: they hold no name. */
        delete: operations["erase_my_data"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Policies to begin with, with their tables in words. */
        get: operations["list_policy_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policy/presets/{preset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a preset, to change and to decide on. */
        get: operations["show_policy_preset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/polls/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Counts the ballots of the request by the rules that polls are counted by. Nothing is stored. */
        post: operations["recount_poll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells what the relay can still pay for. */
        get: operations["show_relay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a passkey has to sign so that its account signs a digest. */
        post: operations["make_passkey_challenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay/passkeys/signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes a passkey's answer as the signature that the account takes. Nothing is stored. */
        post: operations["make_passkey_signature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay/passkeys/{credential}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds the account of a credential that was used here before. */
        get: operations["find_passkey_account"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay/{intent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells what became of an intent. */
        get: operations["show_intent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/relay/{intent_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells each change of an intent as it happens (server-sent events named `intent`), until nothing more will happen. */
        get: operations["follow_intent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and with which roles now. */
        get: operations["show_session"];
        put?: never;
        /** Takes a signed text and opens a session: its secret is in a cookie that pages cannot read. */
        post: operations["sign_in"];
        /** Ends the session of this request. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/prepare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes what somebody signs to sign in, in the language of the browser. Sets a cookie that ties it to the browser. */
        post: operations["prepare_sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open sessions of this wallet. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** Ends all sessions of this wallet, this one too. */
        delete: operations["sign_out_everywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one session of this wallet. */
        delete: operations["revoke_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a webhook can be told, by name. */
        get: operations["list_webhook_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs. */
        get: operations["check_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How indexing, webhooks, connected tools and messages to them go, in the text format of Prometheus. */
        get: operations["show_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers are fresh. */
        get: operations["check_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Joins, or accepts a newer charter. */
        AcceptCharterMessage: {
            /** @description Hash of the charter's text. */
            charterHash: components["schemas"]["Hash"];
            /**
             * Format: int32
             * @description Current version of the charter.
             */
            charterVersion: number;
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A member accepts a newer charter. */
        AcceptCharterSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["AcceptCharterMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description An act in a tool. */
        ActBody: {
            at?: components["schemas"]["Time"] | null;
            /** @description Its id there. */
            external_id: string;
            /** @description What happened, as stored; null when it was erased. */
            kind?: string | null;
            /** @description Where to look at it. */
            link?: string | null;
            /** @description Hash of the report. */
            raw_hash: string;
            /** @description The tool. */
            source: string;
        };
        /**
         * @description Everything that the relay sends to the chain.
         * @enum {string}
         */
        Action: "join" | "accept_charter" | "leave" | "propose" | "vote" | "claim" | "delegate" | "apply" | "withdraw_application" | "answer_application" | "revoke_invitation" | "suspend" | "rotate" | "request_recovery" | "approve_recovery" | "cancel_recovery" | "wake" | "set_unpaid" | "challenge" | "challenge_batch" | "decide_challenge" | "debit_item" | "record" | "open" | "queue" | "execute" | "activate" | "mint_reputation" | "settle" | "follow_delegate" | "bind_charter" | "execute_recovery" | "close_challenge" | "anchor" | "create_passkey_account";
        /** @description A member whose voting unit may be due. */
        ActivateRequest: {
            /**
             * Format: int64
             * @description A final epoch in which the member was active; does not matter for members who were invited.
             */
            epoch?: number;
            /** @description Number of the member. */
            member_id: components["schemas"]["Uint40"];
        };
        /**
         * @description An address as JSON has it, for the OpenAPI document.
         * @example 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed
         */
        Address: string;
        /**
         * @description A way of admission.
         * @enum {string}
         */
        AdmissionName: "open" | "invitation" | "approval";
        /** @description How people are admitted from now on. */
        AdmissionTemplate: {
            /** @description `open`, `invitation` or `approval`. */
            admission: components["schemas"]["AdmissionName"];
        };
        /** @description How many were affected. */
        Affected: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
        };
        /** @description Something that people care about. */
        AffinityBody: {
            /** @description Where it is talked about. */
            channels: components["schemas"]["AffinityChannel"][];
            /** @description In English. */
            en: string;
            /** @description In French. */
            fr: string;
            /** @description Its name for programs. */
            id: string;
        };
        /** @description Where something is talked about. */
        AffinityChannel: {
            /** @description The channel, as people see it. */
            channel: string;
            /** @description The tool. */
            source: string;
        };
        /** @description What people of a community care about. */
        AffinityList: {
            /** @description As the settings order it. */
            items: components["schemas"]["AffinityBody"][];
        };
        /** @description Something that an operator must know. */
        AlarmBody: {
            /** @description When it was first seen. */
            first_at: components["schemas"]["Time"];
            /** @description When it was last seen. */
            last_at: components["schemas"]["Time"];
            /** @description What. */
            text: string;
            /**
             * Format: int64
             * @description How often.
             */
            times: number;
        };
        /** @description The process runs. */
        Alive: {
            /**
             * @description Always `ok`.
             * @example ok
             */
            status: string;
            /** @description Version of the program. */
            version: string;
        };
        /** @description A hash published in the registry. Anybody can publish: judge by the sender. */
        Anchor: {
            /** @description When. */
            anchored_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Block that holds it.
             */
            block_number: number;
            /** @description Hash of the name of what it is. */
            kind: string;
            /** @description The hash. */
            root: string;
            /** @description Who published it. */
            sender: string;
        };
        /** @description The root of a result on chain. */
        AnchorBody: {
            block?: components["schemas"]["BlockBody"] | null;
            /** @description Root of the tree of ballots and result. */
            root: string;
            /** @description `waiting`, `sent` or `anchored`. */
            state: string;
            /** @description Transaction that carries it. */
            tx_hash?: string | null;
        };
        /** @description An organizer or a moderator answers an application. */
        AnswerApplicationInput: {
            /** @description Who applied. */
            applicant: components["schemas"]["Address"];
            /** @description Hash that names the application. */
            application: components["schemas"]["Hash"];
            /** @description Whether they are admitted. */
            approved: boolean;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Admits or declines an applicant. */
        AnswerApplicationMessage: {
            /** @description Who applied. */
            applicant: components["schemas"]["Address"];
            /** @description Hash of the salted text that was judged. */
            application: components["schemas"]["Hash"];
            /** @description Whether they are admitted. */
            approved: boolean;
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody wants to answer. */
        AnswerInput: {
            /** @description Why; public. An objection needs one. At most 2,000 bytes. */
            reason?: string;
            /** @description One number for each option, in the poll's order; one alone for consent. */
            values: number[];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A signed answer. */
        AnswerSubmission: {
            /** @description What was signed. */
            message: Record<string, never>;
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description An application for membership. */
        Application: {
            /**
             * Format: int64
             * @description Member who admitted or declined.
             */
            answered_by?: number | null;
            /** @description Hash that names the text. */
            application: string;
            /** @description When it was made. */
            applied_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Charter version that the applicant accepted.
             */
            charter_version: number;
            closed_at?: components["schemas"]["Time"] | null;
            /** @description Whether nobody can answer it any more, although it is open. */
            expired: boolean;
            /** @description Until when it can be answered. */
            expires_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Member that the applicant became.
             */
            member?: number | null;
            /**
             * @description `open`, `approved`, `declined`, `withdrawn`, `replaced` by a later one, or `void`.
             * @example open
             */
            status: string;
            /** @description Transaction that made it. */
            tx_hash: string;
            /** @description Who asks. */
            wallet: string;
        };
        /** @description Somebody asks to be admitted. */
        ApplyInput: {
            /** @description Who one is and why; kept by the service, only its salted hash goes on chain. */
            text: string;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description How far a batch is. */
        ApprovalBody: {
            /** @description Numbers of the members who confirmed it. */
            approvers: number[];
            /** @description Names the batch: the next reviewer gives it to prepare. */
            batch: string;
            intent?: components["schemas"]["IntentBody"] | null;
            /** @description What is missing; null once the batch is on its way to the chain. */
            missing?: string | null;
        };
        /** @description A reviewer wants to confirm contributions: new ones, or those that another reviewer confirmed. */
        ApproveBatchInput: {
            /** @description A batch that somebody signed already, by its digest; then nothing else is needed. */
            batch?: string | null;
            /**
             * Format: int64
             * @description Epoch of the contributions.
             */
            epoch?: number;
            /** @description Root of the salted evidence records. */
            evidence_root?: components["schemas"]["Hash"];
            /** @description The contributions, 1 to 250. */
            items?: components["schemas"]["ItemInput"][];
            /**
             * Format: int64
             * @description The connected tool that they come from.
             */
            source?: number;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A reviewer's signature under a batch. */
        ApproveBatchMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /**
             * Format: int64
             * @description Epoch of the contributions.
             */
            epoch: number;
            /** @description Root of the salted evidence records. */
            evidenceRoot: components["schemas"]["Hash"];
            /** @description The contributions, 16 bytes each. */
            items: components["schemas"]["Bytes"];
            /**
             * Format: int64
             * @description Rules of recognition in force.
             */
            rulesVersion: number;
            /**
             * Format: int64
             * @description The connected tool that they come from.
             */
            source: number;
        };
        /** @description A reviewer confirms contributions. */
        ApproveBatchSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["ApproveBatchMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description A moderator confirms that a wallet belongs to a member. */
        ApproveRecoveryInput: {
            /** @description Whose membership. */
            member_id: components["schemas"]["Uint40"];
            /** @description The new wallet. */
            to: components["schemas"]["Address"];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Confirms that a wallet belongs to a member. */
        ApproveRecoveryMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Whose membership. */
            memberId: components["schemas"]["Uint40"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The new wallet. */
            to: components["schemas"]["Address"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description One argument of a call. */
        Argument: {
            /**
             * @description Name in the contract.
             * @example rules
             */
            name: string;
            /** @description Its value: numbers as decimal text, bytes and addresses as `0x` text, structs as objects. */
            value: unknown;
        };
        /** @description The block that an answer reflects. */
        AsOf: {
            /** @description Hash of the block. */
            block_hash: string;
            /**
             * Format: int64
             * @description Number of the block.
             */
            block_number: number;
            /** @description Time of the block. */
            time: components["schemas"]["Time"];
        };
        /** @description What a passkey answered to a challenge, all as `0x` text. */
        Assertion: {
            /** @description `authenticatorData`. */
            authenticator_data: components["schemas"]["Bytes"];
            /** @description `clientDataJSON`. */
            client_data_json: components["schemas"]["Bytes"];
            /** @description `signature` (DER). */
            signature: components["schemas"]["Bytes"];
        };
        /** @description Something privileged that was done. */
        AuditEntryBody: {
            /**
             * @description What was done.
             * @example create_key
             */
            action: string;
            /** @description Wallet of whoever did it; null for the operator. */
            actor?: string | null;
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description What it was about. */
            detail: Record<string, never>;
            /**
             * Format: int64
             * @description Their number as a member.
             */
            member_id?: number | null;
            /**
             * Format: int64
             * @description Counted from 1 over all communities.
             */
            number: number;
        };
        /** @description A part of the log. */
        AuditPage: {
            /** @description Latest first. */
            items: components["schemas"]["AuditEntryBody"][];
            /**
             * Format: int64
             * @description Give it as `before` to read on; null on the last page.
             */
            next?: number | null;
        };
        /** @description Somebody who made it. */
        AuthorBody: {
            /** @description Who. */
            person: components["schemas"]["PersonBody"];
            /**
             * Format: int64
             * @description Points as things stand; null while the size is not chosen.
             */
            points?: number | null;
            /** @description Where this part stands. */
            state: components["schemas"]["ContributionState"];
        };
        /** @description A member's answer. */
        BallotBody: {
            /** @description When. */
            cast_at: components["schemas"]["Time"];
            /** @description What was signed. */
            digest: string;
            /**
             * Format: int64
             * @description Who.
             */
            member: number;
            /** @description Published reason, often empty. Written by a member: escape it. */
            reason: string;
            /**
             * Format: int64
             * @description How often the member answered.
             */
            revision: number;
            /** @description The signature, so that anybody can check it. */
            signature: string;
            /** @description The numbers of the answer, in the order of the options. */
            values: number[];
            /** @description Wallet that signed. */
            voter: string;
            /** @description Weight at the snapshot. */
            weight: string;
        };
        /** @description A vote without a reason. */
        BallotMessage: {
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The proposal. */
            proposalId: components["schemas"]["Uint256"];
            /**
             * Format: int32
             * @description 0 against, 1 for, 2 abstain.
             */
            support: number;
            /** @description The signer. */
            voter: components["schemas"]["Address"];
        };
        /** @description A size. */
        BandBody: {
            /**
             * @description Its name.
             * @example M
             */
            band: string;
            /**
             * Format: int64
             * @description Points for all authors together.
             */
            points: number;
        };
        /**
         * @description What a suggestion is based on.
         * @enum {string}
         */
        Basis: "neighbours" | "size";
        /** @description Contributions of one epoch and source, confirmed together. */
        Batch: {
            /** @description Members who confirmed them. */
            approvers: number[];
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Epoch that they belong to.
             */
            epoch: number;
            /** @description Root of the salted evidence records. */
            evidence_root: string;
            /**
             * Format: int64
             * @description Counted from 0.
             */
            id: number;
            /**
             * Format: int64
             * @description Number of contributions.
             */
            items: number;
            /**
             * Format: int64
             * @description Their points before caps.
             */
            points: number;
            /** @description When they were recorded. */
            recorded_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Rules of recognition in force.
             */
            rules_version: number;
            /**
             * Format: int64
             * @description The connected tool they come from.
             */
            source: number;
            /** @description Transaction that recorded them. */
            tx_hash: string;
        };
        /** @description A batch that somebody signed. */
        BatchBody: {
            /** @description Numbers of the members who signed. */
            approvers: number[];
            /**
             * Format: int64
             * @description Its number on chain.
             */
            batch_id?: number | null;
            /** @description When the signatures become void. */
            deadline: components["schemas"]["Time"];
            /** @description Names it: what reviewers sign. */
            digest: string;
            /**
             * Format: int64
             * @description Number of the member who put it together.
             */
            drafted_by: number;
            /**
             * Format: int64
             * @description Its epoch.
             */
            epoch: number;
            /** @description Its way to the chain. */
            intent_id?: string | null;
            /** @description What it holds. */
            items: components["schemas"]["BatchItemBody"][];
            /**
             * Format: int32
             * @description How many have to.
             */
            quorum: number;
            /** @description Whether I can sign it now. */
            signable: boolean;
            /** @description The first signature. */
            signed_at: components["schemas"]["Time"];
            /** @description Its tool. */
            source: string;
            /** @description How far it is. */
            step: components["schemas"]["BatchStep"];
            /** @description The transaction. */
            tx_hash?: string | null;
            /** @description Why it is outdated. */
            why?: string | null;
        };
        /** @description An item of a batch. */
        BatchItemBody: {
            /** @description Names the part of the contribution. */
            candidate: string;
            /** @description Its kind; null where it was forgotten. */
            kind?: string | null;
            /**
             * Format: int32
             * @description The lane.
             */
            lane: number;
            /**
             * Format: int64
             * @description Number of the beneficiary.
             */
            member_id: number;
            /**
             * Format: int64
             * @description Points.
             */
            points: number;
        };
        /** @description Batches of the review. */
        BatchList: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description What somebody signed, latest first. */
            items: components["schemas"]["BatchBody"][];
            /** @description What I can put together and sign now, most first. */
            plans: components["schemas"]["PlanBody"][];
        };
        /**
         * @description How far a batch is.
         * @enum {string}
         */
        BatchStep: "signing" | "sent" | "failed" | "recorded" | "final" | "settled" | "outdated" | "expired";
        /** @description A block. */
        BlockBody: {
            /** @description Its hash. */
            hash: string;
            /**
             * Format: int64
             * @description Its number.
             */
            number: number;
        };
        /**
         * @description Bytes as JSON has them, for the OpenAPI document.
         * @example 0x
         */
        Bytes: string;
        /** @description What all dates of all epochs follow from; lengths in seconds. */
        CalendarView: {
            /**
             * Format: int64
             * @description Time for challenges.
             */
            challenge: number;
            /** @description Start of epoch 0. */
            genesis: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Time for late contributions.
             */
            grace: number;
            /**
             * Format: int64
             * @description Length of an epoch.
             */
            length: number;
            /**
             * Format: int64
             * @description Time to decide them.
             */
            resolve: number;
            /**
             * Format: int64
             * @description Time after Final during which a share can be claimed.
             */
            unclaimed_period: number;
        };
        /** @description One call of a proposal. */
        Call: {
            /** @description Saying what. */
            calldata: string;
            meaning?: components["schemas"]["DescribedCall"] | null;
            /** @description To whom. */
            target: string;
            /** @description With how much ETH, in wei. */
            value: string;
            warning?: components["schemas"]["Sentence"] | null;
        };
        /** @description One call of a proposal. */
        CallInput: {
            /** @description Data of the call. */
            calldata?: components["schemas"]["Bytes"];
            /** @description Whom to call. */
            target: components["schemas"]["Address"];
            /** @description Wei to send from the house's timelock. */
            value?: components["schemas"]["Uint256"];
        };
        /** @description Ends a pending recovery. */
        CancelRecoveryMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Whose membership. */
            memberId: components["schemas"]["Uint40"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description How sending to a tool goes. */
        CarrierBody: {
            /** @description Whether somebody has to repair the connection. */
            broken: boolean;
            /** @description Why the last attempt failed. */
            error?: string | null;
            failing_since?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Attempts in a row that it did not take.
             */
            failures: number;
            rest_until?: components["schemas"]["Time"] | null;
            /** @description The tool. */
            source: string;
        };
        /** @description A challenge of one contribution or of a whole batch. */
        Challenge: {
            /**
             * Format: int64
             * @description The batch.
             */
            batch: number;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /** @description When it was brought. */
            challenged_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Who brought it.
             */
            challenger: number;
            closed_at?: components["schemas"]["Time"] | null;
            /** @description Moderators who decided; none where the members' house did, or nobody. */
            decided_by: number[];
            /**
             * Format: int64
             * @description Its epoch.
             */
            epoch: number;
            /**
             * Format: int64
             * @description Counted from 1.
             */
            id: number;
            /**
             * Format: int64
             * @description How many contributions it is about.
             */
            items: number;
            /**
             * Format: int64
             * @description Whose contribution; none for the whole batch.
             */
            member?: number | null;
            /**
             * Format: int64
             * @description Position of the contribution in the batch; none for the whole batch.
             */
            position?: number | null;
            /** @description Salted hash of the reasons. */
            reason: string;
            /**
             * @description `open`, `upheld` (struck), `dismissed`, or `stood` when nobody decided in time.
             * @example open
             */
            status: string;
            /** @description Transaction that brought it. */
            tx_hash: string;
        };
        /** @description Challenges a whole batch. */
        ChallengeBatchMessage: {
            /** @description The batch. */
            batchId: components["schemas"]["Uint256"];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Hash of the salted reason. */
            reason: components["schemas"]["Hash"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description What the passkey signs. */
        ChallengeBody: {
            /** @description The `challenge` for `navigator.credentials.get`, as 0x text. */
            challenge: string;
        };
        /** @description Somebody challenges a contribution, or a moderator a whole batch. */
        ChallengeInput: {
            /**
             * Format: int64
             * @description The batch.
             */
            batch_id: number;
            /**
             * Format: int32
             * @description Place of the contribution in it, from 0; left out for the whole batch.
             */
            index?: number | null;
            /** @description Why; kept by the service, only its salted hash goes on chain. */
            reason: string;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Challenges one contribution of a batch. */
        ChallengeItemMessage: {
            /** @description The batch. */
            batchId: components["schemas"]["Uint256"];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Place of the contribution in it, from 0. */
            index: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Hash of the salted reason. */
            reason: components["schemas"]["Hash"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A challenge. */
        ChallengeRequest: {
            /** @description Its number. */
            challenge_id: components["schemas"]["Uint256"];
        };
        /** @description A version of the charter. */
        Charter: {
            /** @description Keccak-256 of the text. */
            hash: string;
            /** @description When it was published. */
            published_at: components["schemas"]["Time"];
            /** @description Where the text is. */
            uri: string;
            /**
             * Format: int64
             * @description Counted from 1.
             */
            version: number;
        };
        /** @description A version of the charter that a member accepted. */
        CharterAcceptance: {
            /** @description When. */
            accepted_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Block of the acceptance.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Who.
             */
            member: number;
            /**
             * Format: int64
             * @description Which version.
             */
            version: number;
            /** @description Wallet that signed. */
            wallet: string;
        };
        /** @description A new charter. */
        CharterTemplate: {
            /** @description Hash of the text (keccak-256 of its bytes). */
            hash: components["schemas"]["Hash"];
            /** @description Where the text is. */
            uri: string;
        };
        /** @description A share that was paid; amounts in the token's smallest unit. */
        Claim: {
            /**
             * @description How much.
             * @example 2500000000000000
             */
            amount: string;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /** @description When. */
            claimed_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /**
             * Format: int64
             * @description Whose share.
             */
            member: number;
            /** @description Wallet that was paid. */
            payee: string;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description Transaction that paid it. */
            tx_hash: string;
        };
        /** @description A share whose transfer failed; it can still be claimed. */
        ClaimFailure: {
            /**
             * @description How much.
             * @example 2500000000000000
             */
            amount: string;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description When. */
            failed_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Whose share.
             */
            member: number;
            /** @description Wallet that could not be paid. */
            payee: string;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description Transaction. */
            tx_hash: string;
        };
        /** @description Somebody wants their share. */
        ClaimInput: {
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description The token; all zero, or left out, for ETH. */
            token?: components["schemas"]["Address"];
            /** @description The wallet that will sign, and be paid. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Asks the relay to pay a share out. */
        ClaimMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description Number of the member. */
            memberId: components["schemas"]["Uint40"];
            /** @description The token; all zero for ETH. */
            token: components["schemas"]["Address"];
            /** @description The signer, to whom the share is paid. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody asks for their share. */
        ClaimSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["ClaimMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description A share that was not paid yet. */
        Claimable: {
            /** @description How much, in the token's smallest unit. */
            amount: string;
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description Until when it can be claimed for certain; later it may have gone to the reserve. */
            until: components["schemas"]["Time"];
        };
        /** @description The communities of this service. */
        Communities: {
            as_of?: components["schemas"]["AsOf"] | null;
            /** @description By short name. */
            items: components["schemas"]["Community"][];
        };
        /** @description A community. */
        Community: {
            /** @description How people are admitted: `open` or `invitation`. */
            admission: string;
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description What all dates follow from. */
            calendar: components["schemas"]["CalendarView"];
            /**
             * Format: int64
             * @description Chain that holds it.
             */
            chain_id: number;
            charter?: components["schemas"]["Charter"] | null;
            /** @description Where the contracts are. */
            contracts: components["schemas"]["ContractsView"];
            /** @description The community in numbers. */
            counts: components["schemas"]["Counts"];
            /** @description Address of the ERC-4824 document. */
            dao_uri: string;
            /** @description The epoch that is open now. */
            epoch: components["schemas"]["EpochDates"];
            established_at?: components["schemas"]["Time"] | null;
            /** @description Name for people. */
            name: string;
            opened_at?: components["schemas"]["Time"] | null;
            /**
             * @description `founding` until five members hold a voting unit and somebody opens it, then `open`.
             * @example open
             */
            phase: string;
            /** @description Whether durations may be unsafely short: for trials only. */
            pilot: boolean;
            /**
             * Format: int64
             * @description Version of the rules of recognition in force now.
             */
            rules_version?: number | null;
            /**
             * Format: int64
             * @description Version of the rules of distribution in force now.
             */
            share_rules_version?: number | null;
            /**
             * @description Short name.
             * @example demo
             */
            slug: string;
        };
        /** @description An invitation to hand over. */
        ComposedInvitation: {
            /** @description The code: `invitation` of `join/prepare` and `join/submit`. Whoever holds it can use it. */
            code: string;
            /**
             * Format: int32
             * @description How many people may join with it.
             */
            uses: number;
            /**
             * Format: int64
             * @description Unix time after which it is void.
             */
            valid_until: number;
        };
        /** @description Somebody whose points come from one person to a large part. */
        Concentrated: {
            /**
             * Format: int64
             * @description All points.
             */
            all: number;
            /** @description From whom. */
            by: components["schemas"]["Who"];
            /**
             * Format: int64
             * @description The part, in 1/10,000.
             */
            part_bps: number;
            /**
             * Format: int64
             * @description Points from this confirmer.
             */
            points: number;
            /** @description Whose points. */
            to: components["schemas"]["Who"];
        };
        /** @description A confirmation. */
        ConfirmationBody: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /**
             * @description In which capacity.
             * @example documentalist
             */
            by: string;
            /** @description Who. */
            person: components["schemas"]["PersonBody"];
        };
        /** @description Addresses of the contracts. */
        ContractsView: {
            access_manager: string;
            challenges: string;
            constitution: string;
            contributions: string;
            contributors_house: string;
            contributors_timelock: string;
            distribution: string;
            guardian: string;
            members_house: string;
            members_timelock: string;
            membership: string;
            registry: string;
            reputation: string;
            safeguards: string;
        };
        /** @description One recognised contribution. */
        Contribution: {
            /**
             * Format: int64
             * @description The batch it was recorded with.
             */
            batch: number;
            /** @description Whether it was debited after its epoch was final: the member owes what it had counted for. */
            debited: boolean;
            /**
             * Format: int64
             * @description Epoch that it belongs to.
             */
            epoch: number;
            /** @description Whether it may still be struck. */
            finality: components["schemas"]["Finality"];
            /**
             * Format: int32
             * @description Kind of activity; 0 when kept private.
             */
            kind: number;
            /**
             * Format: int32
             * @description Which of eight kinds it is.
             */
            lane: number;
            /**
             * Format: int64
             * @description Who made it.
             */
            member: number;
            /** @description Where the epoch stands. */
            phase: string;
            /**
             * Format: int64
             * @description Points before caps.
             */
            points: number;
            /**
             * Format: int64
             * @description Position in the batch, counted from 0.
             */
            position: number;
            /**
             * Format: int64
             * @description Number within the source.
             */
            sequence: number;
            /**
             * Format: int64
             * @description The connected tool it comes from.
             */
            source: number;
            /** @description Whether it was struck before its epoch was final: it counts for nothing. */
            struck: boolean;
        };
        /** @description A contribution in the review. */
        ContributionBody: {
            /** @description The acts behind it. */
            acts: components["schemas"]["ActBody"][];
            /** @description Who made it, and what each gets. Nobody where the reviewer is not to know. */
            authors: components["schemas"]["AuthorBody"][];
            /** @description What each size gives in all; empty where the line has no sizes. */
            bands: components["schemas"]["BandBody"][];
            /** @description The batch in which it waits for signatures. */
            batch?: string | null;
            /** @description Whether I can confirm it now. */
            can_confirm: boolean;
            /** @description Who confirmed. */
            confirmations: components["schemas"]["ConfirmationBody"][];
            /** @description Why it stands so. */
            decision: components["schemas"]["Sentences"];
            /** @description The contribution that it duplicates. */
            duplicate_of?: string | null;
            /**
             * Format: int64
             * @description Its epoch.
             */
            epoch: number;
            hurdle?: components["schemas"]["Hurdle"] | null;
            /**
             * @description Its kind.
             * @example wiki_page
             */
            kind: string;
            /**
             * Format: int32
             * @description The lane.
             */
            lane: number;
            /** @description When it has held long enough. */
            matures_at: components["schemas"]["Time"];
            /** @description Who must confirm, and how many did. */
            needs: components["schemas"]["NeedBody"][];
            /** @description What it was done to, as the tool calls it. */
            object: string;
            /** @description When it happened. */
            occurred_at: components["schemas"]["Time"];
            /** @description Whether it can go into a batch. */
            ready: boolean;
            second?: components["schemas"]["SecondBody"] | null;
            /**
             * Format: int64
             * @description How large it is, in the tool's measure.
             */
            size: number;
            /** @description The tool. */
            source: string;
            /** @description Where it stands. */
            state: components["schemas"]["ContributionState"];
            /** @description Names it. */
            subject: string;
            suggestion?: components["schemas"]["SuggestionBody"] | null;
            /** @description The kind in words. */
            told: components["schemas"]["Told"];
            /** @description What people said last. */
            words: components["schemas"]["WordBody"][];
        };
        /** @description A contribution under two policies; points before the contracts' caps. */
        ContributionChange: {
            /**
             * @description Why: `fixed`, `band_S` and so on, `scaled`, `capped`, `not_recognised`.
             * @example band_M
             */
            how: string;
            /** @description Name of its kind. */
            kind?: string | null;
            /**
             * Format: int32
             * @description What it would have been.
             */
            lane_after: number;
            /**
             * Format: int32
             * @description The lane.
             */
            lane_before: number;
            /**
             * Format: int64
             * @description The beneficiary.
             */
            member: number;
            /**
             * Format: int64
             * @description What they would have been.
             */
            points_after: number;
            /**
             * Format: int64
             * @description Points.
             */
            points_before: number;
            /**
             * Format: int64
             * @description Number within the source.
             */
            sequence: number;
            /**
             * Format: int64
             * @description The connected tool, or batch of imports.
             */
            source: number;
        };
        /**
         * @description Where a candidate stands.
         * @enum {string}
         */
        ContributionState: "observed" | "maturing" | "waiting" | "proposed" | "confirmed" | "recorded" | "capped" | "withdrawn" | "reverted" | "refused" | "duplicate" | "expired";
        /** @description A community in numbers. */
        Counts: {
            /**
             * Format: int64
             * @description Batches of contributions.
             */
            batches: number;
            /**
             * Format: int64
             * @description Recorded contributions.
             */
            contributions: number;
            /**
             * Format: int64
             * @description Active members.
             */
            members: number;
            /**
             * Format: int64
             * @description Proposals of both houses.
             */
            proposals: number;
            /**
             * Format: int64
             * @description Voting units in force.
             */
            units: number;
        };
        /** @description The community by ERC-4824. */
        Dao: components["schemas"]["DaoHead"] & {
            /** @description Who did what about proposals. */
            activityLogURI: string;
            /** @description Where its contracts stand. */
            contractsURI: string;
            /** @description The charter in force. */
            governanceURI?: string | null;
            /** @description Who belongs to it. */
            membersURI: string;
            /** @description What was put to the vote. */
            proposalsURI: string;
        };
        /** @description An account, as CAIP-10. */
        DaoAccount: {
            /**
             * @description The account.
             * @example eip155:31337:0x1515151515151515151515151515151515151515
             */
            id: string;
            /** @description Always `EthereumAddress`. */
            type: string;
        };
        /** @description Activities by ERC-4824. */
        DaoActivities: components["schemas"]["DaoHead"] & {
            /** @description Proposals made and votes cast, oldest first. */
            activities: components["schemas"]["DaoActivity"][];
        };
        /** @description What a member did about a proposal, by ERC-4824. */
        DaoActivity: {
            /** @description Address of its transaction's events, and which of them. */
            id: string;
            /** @description By whom. */
            member: components["schemas"]["DaoAccount"];
            /** @description About what. */
            proposal: components["schemas"]["DaoActivityProposal"];
            /** @description Always `activity`. */
            type: string;
        };
        /** @description The proposal of an activity by ERC-4824. */
        DaoActivityProposal: {
            /** @description CAIP-10 of the house, and the number of the proposal in it. */
            id: string;
            /** @description Always `proposal`. */
            type: string;
        };
        /** @description A call of a proposal by ERC-4824. */
        DaoCall: {
            /** @description Saying what. */
            data: string;
            /** @description The timelock that makes it. */
            from: string;
            /** @description Always `call`. */
            operation: string;
            /** @description To whom. */
            to: string;
            /** @description Always `CallDataEVM`. */
            type: string;
            /** @description With how much ETH, in wei. */
            value: string;
        };
        /** @description A contract by ERC-4824. */
        DaoContract: components["schemas"]["DaoAccount"] & {
            /** @description What it does. */
            description: string;
            /** @description What it is called. */
            name: string;
        };
        /** @description Contracts by ERC-4824. */
        DaoContracts: components["schemas"]["DaoHead"] & {
            /** @description All contracts of the community. */
            contracts: components["schemas"]["DaoContract"][];
        };
        /** @description What all documents begin with. */
        DaoHead: {
            /** @description `https://www.daostar.org/schemas`. */
            "@context": string;
            /** @description Name of the community. */
            name: string;
            /** @description Always `DAO`. */
            type: string;
        };
        /** @description Members by ERC-4824. */
        DaoMembers: components["schemas"]["DaoHead"] & {
            /** @description Wallets of active members. */
            members: components["schemas"]["DaoAccount"][];
        };
        /** @description A proposal by ERC-4824. */
        DaoProposal: {
            /** @description What executing it does, in order. */
            calls?: components["schemas"]["DaoCall"][];
            /** @description The page with its text and votes. */
            contentURI: string;
            /** @description CAIP-10 of the house, and the number of the proposal in it. */
            id: string;
            /** @description First line of its text. */
            name?: string;
            /** @description Where it stands, in the Governor's words. */
            status: string;
            /** @description Always `proposal`. */
            type: string;
        };
        /** @description Proposals by ERC-4824. */
        DaoProposals: components["schemas"]["DaoHead"] & {
            /** @description Proposals of both houses, latest first. */
            proposals: components["schemas"]["DaoProposal"][];
        };
        /** @description A contribution that was debited after its epoch was final. */
        Debit: {
            /**
             * Format: int64
             * @description The batch.
             */
            batch: number;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /** @description When. */
            debited_at: components["schemas"]["Time"];
            /** @description Moderators who decided; none where the members' house did. */
            decided_by: number[];
            /**
             * Format: int64
             * @description Who owes the points in later epochs.
             */
            member: number;
            /**
             * Format: int64
             * @description Points that had counted.
             */
            points: number;
            /**
             * Format: int64
             * @description Position in the batch.
             */
            position: number;
            /** @description Transaction. */
            tx_hash: string;
            /**
             * @description Reputation burned for them.
             * @example 2500000000000000
             */
            units: string;
        };
        /** @description A moderator votes to debit a contribution of a final epoch. */
        DebitInput: {
            /**
             * Format: int64
             * @description The batch.
             */
            batch_id: number;
            /**
             * Format: int32
             * @description Place of the contribution in it, from 0.
             */
            index: number;
            /** @description Why; kept by the service, only its salted hash goes on chain. */
            reason: string;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Votes to debit a contribution of a final epoch. */
        DebitItemMessage: {
            /** @description The batch. */
            batchId: components["schemas"]["Uint256"];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Place of the contribution in it, from 0. */
            index: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Hash of the salted reason. */
            reason: components["schemas"]["Hash"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Votes on a challenge. */
        DecideChallengeMessage: {
            /** @description The challenge. */
            challengeId: components["schemas"]["Uint256"];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Whether it is upheld. */
            uphold: boolean;
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A moderator votes on a challenge. */
        DecideInput: {
            /** @description The challenge. */
            challenge_id: components["schemas"]["Uint256"];
            /** @description Whether it is upheld. */
            uphold: boolean;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody wants to lend votes. */
        DelegateInput: {
            /** @description Who shall vote; the wallet itself to take votes back. */
            delegatee: components["schemas"]["Address"];
            /** @description Which votes. */
            votes?: components["schemas"]["Votes"];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody whose delegate may be none any more. */
        DelegateRequest: {
            /** @description Which votes. */
            votes?: components["schemas"]["Votes"];
            /** @description Whose votes. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody lends votes. */
        DelegateSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["DelegationMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            /** @description Which votes. */
            votes?: components["schemas"]["Votes"];
        };
        /** @description Who casts the votes of a member. */
        Delegation: {
            /** @description Latest change. */
            changed_at: components["schemas"]["Time"];
            /** @description Wallet that casts them, the member's own too; none when nobody does. */
            delegate?: string | null;
            /**
             * Format: int64
             * @description Member who holds that wallet.
             */
            delegate_member?: number | null;
            /**
             * Format: int64
             * @description Whose votes.
             */
            member: number;
            /**
             * @description `membership` (the members' house) or `reputation` (the contributors' house).
             * @example membership
             */
            votes: string;
            /** @description The member's wallet. */
            wallet: string;
        };
        /** @description Lends votes, or takes them back. */
        DelegationMessage: {
            /** @description Who votes from now on. */
            delegatee: components["schemas"]["Address"];
            /** @description Unix time after which the signature is void. */
            expiry: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
        };
        /** @description A message. */
        DeliveryBody: {
            /**
             * Format: int64
             * @description How often it was sent.
             */
            attempts: number;
            /** @description When it was written. */
            created_at: components["schemas"]["Time"];
            last_at?: components["schemas"]["Time"] | null;
            /** @description Why the last attempt failed. */
            last_error?: string | null;
            /**
             * Format: int32
             * @description Status of the last answer; null when there was none.
             */
            last_status?: number | null;
            next_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Counted from 1 for each webhook.
             */
            number: number;
            /** @description Where it stands. */
            state: components["schemas"]["DeliveryState"];
            /**
             * @description The type of event.
             * @example proposal.created
             */
            type: string;
            /**
             * @description The header `webhook-id`, the same at every attempt.
             * @example 12-3-abababababababab
             */
            webhook_id: string;
        };
        /** @description A part of the messages. */
        DeliveryPage: {
            /** @description Latest first. */
            items: components["schemas"]["DeliveryBody"][];
            /**
             * Format: int64
             * @description Give it as `before` to read on; null on the last page.
             */
            next?: number | null;
        };
        /**
         * @description Where a message stands.
         * @enum {string}
         */
        DeliveryState: "pending" | "delivered" | "failed" | "retracted";
        /** @description A call that one of our ABIs explains. */
        DescribedCall: {
            /** @description Its arguments, in order. */
            arguments: components["schemas"]["Argument"][];
            /**
             * @description Which contract of the community.
             * @example distribution
             */
            contract: string;
            /**
             * @description Name of the function.
             * @example setShareRules
             */
            function: string;
            /** @description Calls that it hands on to another contract. */
            inner?: components["schemas"]["InnerCall"][];
            sentence?: components["schemas"]["Sentence"] | null;
        };
        /** @description What was found to be otherwise than decided, and what became of it. */
        Difference: {
            /** @description The account in the tool. */
            account: string;
            /** @description Roles that were, or would be, given. */
            give: string[];
            /**
             * Format: int64
             * @description The member whose it is.
             */
            member?: number | null;
            /** @description Why it was not done, or not whole; none: it was done, or the round was dry. */
            problem?: string | null;
            /** @description Roles that were, or would be, taken. */
            take: string[];
        };
        /** @description A discussion in a tool. */
        DiscussionBody: {
            /** @description The channel or room. */
            channel: string;
            /** @description The language that people speak there. */
            language: components["schemas"]["Language"];
            /** @description The tool. */
            source: string;
            /** @description The message that it begins with; empty for the channel as a whole. */
            thread?: string;
        };
        /** @description Discussions of a proposal. */
        DiscussionList: {
            /** @description By tool and channel. */
            items: components["schemas"]["DiscussionBody"][];
        };
        /** @description Changes to the rules of distribution; parts are in 1/10,000 of a pool, arrays are indexed by lane. */
        DistributionChange: {
            /**
             * Format: int64
             * @description Contributions for which a pool is paid in full; 0 for none.
             */
            activity_target?: number | null;
            /**
             * Format: int32
             * @description Shared equally among active members.
             */
            equal_bps?: number | null;
            /** @description Shared by points, per lane. */
            lane_bps?: number[] | null;
            /** @description A lane with fewer points is shared as if it had these. */
            lane_floor?: number[] | null;
            /**
             * Format: int32
             * @description The most one member can get; 0 for no cap.
             */
            member_cap_bps?: number | null;
            /**
             * Format: int32
             * @description Goes to the reserve.
             */
            reserve_bps?: number | null;
        };
        /** @description A draft. */
        DraftBody: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /** @description Its id. */
            id: string;
            /** @description What it would do. */
            preview: components["schemas"]["PreparedProposal"];
            /** @description The intent that proposed it: ask for it under `/api/v1/relay/{intent_id}`. */
            proposed_by?: string | null;
            /**
             * Format: int64
             * @description How often it was changed, from 1.
             */
            revision: number;
            /** @description What it says. Written by anybody: escape it. */
            text: components["schemas"]["DraftText"];
            /** @description When it was last changed. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description A changed draft. */
        DraftChange: {
            /** @description What was told when the draft was kept. */
            edit_key: components["schemas"]["Hash"];
            /** @description What it says from now on. */
            text: components["schemas"]["DraftText"];
        };
        /** @description What somebody writes. */
        DraftText: {
            /**
             * @description How the author wants to be named; becomes a line of the proposal. May be empty.
             * @example Amina from the print shop
             */
            author?: string;
            /** @description Calls as they are. */
            calls?: components["schemas"]["CallInput"][] | null;
            /** @description What is proposed and why, in Markdown; the first line is the title. */
            description: string;
            /** @description Where it is discussed: an `https` link. */
            discussion?: string;
            /** @description Who shall decide. */
            house?: components["schemas"]["House"];
            template?: components["schemas"]["Template"] | null;
        };
        /** @description A duplicate. */
        DuplicateInput: {
            /** @description The contribution that stays; null: this one is no duplicate after all. */
            same_as?: string | null;
        };
        /** @description A member of the electorate. */
        ElectorBody: {
            /**
             * Format: int64
             * @description Who.
             */
            member: number;
            /** @description Weight at the snapshot. */
            weight: string;
        };
        /**
         * @description Where a message stands.
         * @enum {string}
         */
        EntryState: "pending" | "told" | "dead" | "expired";
        /** @description The dates of an epoch; each is the end of a phase. */
        EpochDates: {
            /** @description When challenges stop and are decided. */
            challenge_ends_at: components["schemas"]["Time"];
            /** @description When they stop; late ones may still be recorded. */
            ends_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description When nothing changes any more and shares can be claimed. */
            final_at: components["schemas"]["Time"];
            /** @description Whether its sums may still change. */
            finality: components["schemas"]["Finality"];
            /** @description When late ones stop and challenges begin. */
            grace_ends_at: components["schemas"]["Time"];
            /**
             * @description Where it stands: `upcoming`, `open`, `grace`, `challenge`, `resolve` or `final`.
             * @example open
             */
            phase: string;
            /** @description When contributions begin to count for it. */
            starts_at: components["schemas"]["Time"];
        };
        /** @description An epoch with everything that belongs to it. */
        EpochDetail: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description Its dates. */
            dates: components["schemas"]["EpochDates"];
            /** @description Its money, by token. */
            pools: components["schemas"]["Pool"][];
            rules?: components["schemas"]["Rules"] | null;
            share_rules?: components["schemas"]["ShareRules"] | null;
            /** @description Its sums; provisional until the epoch is final. */
            totals: components["schemas"]["EpochTotals"];
        };
        /** @description An epoch in a list. */
        EpochSummary: components["schemas"]["EpochDates"] & {
            /**
             * Format: int64
             * @description Contributions.
             */
            items: number;
            /**
             * Format: int64
             * @description Members who contributed.
             */
            members: number;
            /**
             * Format: int64
             * @description Their points before caps.
             */
            points: number;
        };
        /** @description Sums of an epoch. */
        EpochTotals: {
            /**
             * Format: int64
             * @description Members who take part in the equal share.
             */
            active: number;
            /**
             * Format: int64
             * @description Contributions that count for the activity target.
             */
            activity: number;
            /**
             * Format: int64
             * @description Members with at least one point.
             */
            contributors: number;
            /**
             * Format: int64
             * @description All contributions.
             */
            items: number;
            /** @description Points that count, by lane. */
            lanes: number[];
        };
        /** @description What was erased. */
        Erased: {
            /** @description Accounts of tools whose names, links and salts are gone. */
            accounts: number;
        };
        /** @description One event. */
        Event: {
            /** @description Address of the contract. */
            address: string;
            /** @description Its arguments by name. */
            args: Record<string, never>;
            /** @description Hash of the block. */
            block_hash: string;
            /**
             * Format: int64
             * @description Block.
             */
            block_number: number;
            /**
             * @description Which contract of the community, for example `membership` or `house:members`.
             * @example membership
             */
            contract: string;
            /**
             * Format: int64
             * @description Log within the block.
             */
            log_index: number;
            /**
             * @description Name of the event.
             * @example Joined
             */
            name: string;
            /** @description Time of the block. */
            time: components["schemas"]["Time"];
            /** @description Transaction. */
            tx_hash: string;
        };
        /** @description A member's epoch, with the life of each point. */
        ExplainedEpoch: {
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description Whether anything of it may still change. */
            finality: components["schemas"]["Finality"];
            /** @description Lanes with contributions. */
            lanes: components["schemas"]["ExplainedLane"][];
            /** @description Shares that were paid for it. */
            payments: components["schemas"]["ExplainedPayment"][];
            /** @description Where it stands. */
            phase: string;
            /**
             * Format: int64
             * @description Version of the rules of recognition in force.
             */
            rules_version?: number | null;
            /**
             * Format: int64
             * @description Counted points that become votes: those of vote lanes that people confirm.
             */
            vote_points: number;
            votes_minted_at?: components["schemas"]["Time"] | null;
        };
        /** @description One contribution and what became of it. */
        ExplainedItem: {
            /**
             * Format: int64
             * @description The batch it was recorded with.
             */
            batch: number;
            /**
             * Format: int64
             * @description Of those, points above the cap of the lane.
             */
            capped: number;
            /**
             * Format: int64
             * @description Of those, points that count. Caps are filled in the order of recording.
             */
            counted: number;
            /**
             * Format: int32
             * @description Kind of activity; 0 when kept private.
             */
            kind: number;
            /** @description What happened to it, oldest first. */
            life: components["schemas"]["LifeStep"][];
            /**
             * Format: int64
             * @description Of those, points that paid a debt.
             */
            paid_debt: number;
            /**
             * Format: int64
             * @description Points that were recognised.
             */
            points: number;
            /**
             * Format: int64
             * @description Position in the batch, counted from 0.
             */
            position: number;
            /**
             * Format: int64
             * @description Number within the source.
             */
            sequence: number;
            /**
             * Format: int64
             * @description The connected tool it comes from.
             */
            source: number;
        };
        /**
         * @description One lane of a member's epoch. `recorded` less `debts_paid` less what strikes took is `held`; `counted` is at most
         *     `cap`.
         */
        ExplainedLane: {
            /**
             * Format: int64
             * @description The most that counts per epoch.
             */
            cap: number;
            /**
             * Format: int64
             * @description Points that count; the items' `counted` sum to it.
             */
            counted: number;
            /**
             * Format: int64
             * @description Of those, points that paid debts.
             */
            debts_paid: number;
            /**
             * Format: int64
             * @description Points before the cap.
             */
            held: number;
            /** @description The contributions, in the order they were recorded. */
            items: components["schemas"]["ExplainedItem"][];
            /**
             * Format: int32
             * @description The lane.
             */
            lane: number;
            /**
             * Format: int32
             * @description Approvals that a contribution needs; 0 leaves the lane to the service.
             */
            quorum: number;
            /**
             * Format: int64
             * @description Points of all contributions.
             */
            recorded: number;
        };
        /** @description A share that was paid. */
        ExplainedPayment: {
            /** @description How much, in the token's smallest unit. */
            amount: string;
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description In which transaction. */
            tx_hash: string;
        };
        /** @description A vote with a reason. */
        ExtendedBallotMessage: {
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Always `0x`. */
            params: components["schemas"]["Bytes"];
            /** @description The proposal. */
            proposalId: components["schemas"]["Uint256"];
            /** @description Why; public for ever. */
            reason: string;
            /**
             * Format: int32
             * @description 0 against, 1 for, 2 abstain.
             */
            support: number;
            /** @description The signer. */
            voter: components["schemas"]["Address"];
        };
        /**
         * @description Whether a number may still change.
         * @enum {string}
         */
        Finality: "provisional" | "final";
        /** @description Reputation that was burned because a member left. */
        Forfeit: {
            /**
             * Format: int64
             * @description Block that burned it.
             */
            block_number: number;
            /** @description When. */
            forfeited_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /**
             * @description Units.
             * @example 2500000000000000
             */
            units: string;
            /** @description Wallet that held it. */
            wallet: string;
        };
        /** @description A payment into a pool, in the token's smallest unit. */
        Funding: {
            /**
             * @description What arrived.
             * @example 2500000000000000
             */
            amount: string;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description When. */
            funded_at: components["schemas"]["Time"];
            /** @description Who paid. */
            sender: string;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description Transaction. */
            tx_hash: string;
        };
        /** @description A GraphQL answer. */
        GraphqlAnswer: {
            /** @description What was asked for. */
            data?: Record<string, never> | null;
            /** @description What failed, each with a message and, in `extensions`, a code. */
            errors?: Record<string, never>[] | null;
        };
        /** @description A GraphQL query. */
        GraphqlQuery: {
            /** @description Which operation to run, if there are several. */
            operationName?: string | null;
            /**
             * @description The query.
             * @example { members(first: 5, where: { status: active }) { id wallet } _meta { block { number } } }
             */
            query: string;
            /** @description Values of its variables. */
            variables?: Record<string, never> | null;
        };
        /** @description Something that a guardian did. */
        GuardianAct: {
            /**
             * @description `proposal_stopped`, `recovery_stopped` or `disputes_extended`.
             * @example proposal_stopped
             */
            act: string;
            /** @description When. */
            acted_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Epoch whose disputes have more time.
             */
            epoch?: number | null;
            /**
             * Format: int64
             * @description Who.
             */
            guardian: number;
            /** @description House of a proposal that was stopped. */
            house?: string | null;
            /**
             * Format: int64
             * @description Member whose recovery was stopped.
             */
            member?: number | null;
            /** @description The proposal that was stopped. */
            proposal?: string | null;
            /** @description Salted hash of the reasons. */
            reason: string;
            /** @description Transaction. */
            tx_hash: string;
        };
        /** @description An end of the guardian's term as it was set. */
        GuardianTerm: {
            /**
             * Format: int64
             * @description Block that set it.
             */
            block_number: number;
            /** @description When the term ends. */
            expires_at: components["schemas"]["Time"];
            /** @description When it was set. */
            set_at: components["schemas"]["Time"];
        };
        /**
         * @description 32 bytes as JSON has them, for the OpenAPI document.
         * @example 0x1111111111111111111111111111111111111111111111111111111111111111
         */
        Hash: string;
        /** @description Everything that this service holds about a wallet and its memberships, beside what the chain holds for everybody. */
        HeldData: {
            /** @description Memberships, also those that ended. */
            memberships: components["schemas"]["HeldMembership"][];
            /** @description Open sessions. */
            sessions: components["schemas"]["HeldSession"][];
            /** @description The wallet. */
            wallet: string;
        };
        /** @description A membership. */
        HeldMembership: {
            /** @description Short name of the community. */
            community: string;
            /**
             * @description Rows by table: linked accounts and their names, what tools reported, keys, webhooks, deeds; `given_back`: roles,
             *     messages, wishes; `review`: what the member said about contributions, and the records behind their own.
             */
            held: Record<string, never>;
            /**
             * Format: int64
             * @description Number of the member.
             */
            member_id: number;
            /** @description Where the chain's part is: points, votes and shares with their reasons. */
            on_chain: string;
        };
        /** @description An open session. */
        HeldSession: {
            /** @description Name of the browser, as it says itself. */
            agent: string;
            /** @description When it began. */
            created_at: components["schemas"]["Time"];
            /** @description Its last use, to a few minutes. */
            seen_at: components["schemas"]["Time"];
        };
        /**
         * @description Which house.
         * @enum {string}
         */
        House: "members" | "contributors";
        /**
         * @description Settings that a house may change about itself.
         * @enum {string}
         */
        HouseSettingName: "voting_delay" | "voting_period" | "proposal_threshold" | "quorum" | "execution_delay";
        /** @description A setting of the house that decides. */
        HouseTemplate: {
            /** @description Which setting. */
            setting: components["schemas"]["HouseSettingName"];
            /**
             * Format: int64
             * @description Its new value: seconds for times, percent for the quorum, parts of 10,000 for the threshold.
             */
            value: number;
        };
        /**
         * @description Why somebody may not say something.
         * @enum {string}
         */
        Hurdle: "suspended" | "own_work" | "capacity" | "another_was_drawn" | "recorded" | "signed" | "over" | "band_needed" | "nothing_said" | "said";
        /** @description Much at one time. */
        Hurry: {
            /**
             * Format: int64
             * @description Beginning of the minute or hour, unix seconds.
             */
            at: number;
            /**
             * Format: int64
             * @description Confirmations, or points.
             */
            count: number;
            /** @description Who. */
            who: components["schemas"]["Who"];
        };
        /** @description What waits. */
        InboxBody: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description How many contributions stand where, in all. */
            counts: {
                [key: string]: number;
            };
            /** @description Give it as `after` for the next page; null on the last one. */
            next?: string | null;
            /** @description The policy that decides. */
            policy: components["schemas"]["PolicyBody"];
            /** @description The connected tools. */
            sources: components["schemas"]["SourceBody"][];
            /** @description What matches, the one that waits longest first. */
            topics: components["schemas"]["TopicBody"][];
        };
        /** @description How indexing goes. */
        Indexing: {
            /**
             * Format: int64
             * @description RPC endpoints in all.
             */
            endpoints: number;
            /**
             * Format: int64
             * @description RPC endpoints that are asked now.
             */
            endpoints_trusted: number;
            /**
             * Format: int64
             * @description Newest block that the chain never takes back, if it tells.
             */
            finalized?: number | null;
            /**
             * Format: int64
             * @description Newest block of the chain that was seen.
             */
            head?: number | null;
            /** @description The error of the last attempt, if it failed. */
            last_error?: string | null;
            /** @description Why answers may be old, as far as indexing knows: it stopped, stands still, or catches up. */
            not_ready?: string | null;
            /**
             * Format: int64
             * @description Newest block that the chain is unlikely to take back, if it tells.
             */
            safe?: number | null;
            /** @description Whether it ended until an operator acts; what is mirrored is served on. */
            stopped: boolean;
        };
        /** @description A call inside a call. */
        InnerCall: {
            call?: components["schemas"]["DescribedCall"] | null;
            /** @description To whom. */
            target: string;
            warning?: components["schemas"]["Sentence"] | null;
        };
        /** @description Something that somebody asked the relay to send. */
        IntentBody: {
            /** @description What it does. */
            action: components["schemas"]["Action"];
            block?: components["schemas"]["BlockBody"] | null;
            /** @description Short name of the community. */
            community: string;
            /** @description Whether nothing more will happen to it. */
            final: boolean;
            /** @description Its id: ask for it under `/api/v1/relay/{intent_id}`. */
            intent_id: string;
            /**
             * Format: int64
             * @description Number of the transaction among those of the relay.
             */
            nonce?: number | null;
            /** @description What it brought about: `member_id`, `proposal_id`, or `amount` and `payee`. */
            outcome?: Record<string, never> | null;
            reason?: components["schemas"]["Reason"] | null;
            /** @description When it came. */
            received_at: components["schemas"]["Time"];
            /** @description Who signed; null for upkeep. */
            signer?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["State"];
            /** @description Its transaction. */
            tx_hash?: string | null;
            /** @description When something last happened to it. */
            updated_at: components["schemas"]["Time"];
        };
        /** @description An organizer or a moderator wants to invite. */
        InvitationInput: {
            /**
             * Format: int32
             * @description For how many days, 1 to 30.
             */
            days?: number;
            /**
             * Format: int32
             * @description How many people may join with it, 1 to 20.
             */
            uses?: number;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A voucher that lets people in. */
        InvitationMessage: {
            /** @description Member number of the signer. */
            issuer: components["schemas"]["Uint40"];
            /** @description Makes two vouchers of one issuer different. */
            salt: components["schemas"]["Hash"];
            /**
             * Format: int32
             * @description How many people may join with it, at most 20.
             */
            uses: number;
            /** @description Unix time. */
            validFrom: components["schemas"]["Uint40"];
            /** @description Unix time, at most 30 days later. */
            validUntil: components["schemas"]["Uint40"];
        };
        /** @description A signed invitation. */
        InvitationSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["InvitationMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description A contribution to confirm. */
        ItemInput: {
            /**
             * Format: int32
             * @description Finer kind; 0 to keep it private.
             */
            kind?: number;
            /**
             * Format: int32
             * @description Kind of contribution, 0 to 7.
             */
            lane: number;
            /** @description Whose. */
            member_id: components["schemas"]["Uint40"];
            /**
             * Format: int64
             * @description Points.
             */
            points: number;
            /** @description Number within its source, used once. */
            sequence: components["schemas"]["Uint40"];
        };
        /** @description Somebody wants to join. */
        JoinInput: {
            /** @description One-time secret of the first organizer. */
            founding_token?: string | null;
            /** @description Code of an invitation. */
            invitation?: string | null;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody joins. */
        JoinSubmission: {
            /** @description One-time secret of the first organizer. */
            founding_token?: string | null;
            /** @description Code of an invitation. */
            invitation?: string | null;
            /** @description What was signed. */
            message: components["schemas"]["AcceptCharterMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description A draft that was kept. */
        KeptBody: {
            /** @description Lets its author change it. Told once: keep it. */
            edit_key: string;
            /** @description Its id. */
            id: string;
            /** @description Its page, for everybody who shall read it. */
            page: string;
        };
        /** @description A key without its secret. */
        KeyBody: {
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Number of the member who made it: the key is void while this member is no organizer.
             */
            created_by: number;
            expires_at?: components["schemas"]["Time"] | null;
            /** @description The part of the key that names it. */
            id: string;
            /** @description What it is for. */
            name: string;
            /** @description What it is good for. */
            scopes: components["schemas"]["KeyScope"][];
            used_at?: components["schemas"]["Time"] | null;
        };
        /** @description A key to make. */
        KeyInput: {
            /**
             * Format: int32
             * @description Days after which it is void, 1 to 400; without it, until it is revoked.
             */
            days?: number | null;
            /** @description What it is for, 1 to 80 letters. */
            name: string;
            /** @description What it is good for. */
            scopes: components["schemas"]["KeyScope"][];
        };
        /** @description Keys of a community. */
        KeyList: {
            /** @description Oldest first. */
            items: components["schemas"]["KeyBody"][];
        };
        /**
         * @description What a key is good for.
         * @enum {string}
         */
        KeyScope: "read" | "write";
        /** @description The contributions of one kind; points before the contracts' caps. */
        KindChange: {
            /**
             * Format: int64
             * @description How many a cap of the policy would have left out.
             */
            capped: number;
            /**
             * Format: int64
             * @description How many were recorded.
             */
            items: number;
            /** @description Its name; none when it is private or of an import. */
            kind?: string | null;
            /**
             * Format: int32
             * @description Number of the kind.
             */
            number: number;
            /**
             * Format: int64
             * @description What they would have been.
             */
            points_after: number;
            /**
             * Format: int64
             * @description Their points.
             */
            points_before: number;
            /**
             * Format: int64
             * @description How many have points whose place in the table is not known, and stay as they were.
             */
            unplaced: number;
        };
        /**
         * @description A language that people are told things in.
         * @enum {string}
         */
        Language: "fr" | "en";
        /** @description Leaves the community. */
        LeaveMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A member leaves. */
        LeaveSubmission: {
            /** @description What was signed. */
            message: components["schemas"]["LeaveMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description Something that happened to a contribution. */
        LifeStep: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description Units of reputation that were burned for it (`debited`). */
            burned?: string | null;
            /** @description Who: confirmed it (`recorded`; none where the service did), doubted it (`challenged`), decided. */
            by: number[];
            /**
             * Format: int64
             * @description The challenge (`challenged` and what came of it).
             */
            challenge?: number | null;
            /**
             * Format: int64
             * @description Debt that stands again, since the contribution that had paid it was struck.
             */
            debt_restored: number;
            /** @description Root of the salted evidence records (`recorded`). */
            evidence_root?: string | null;
            /**
             * Format: int64
             * @description Rules of recognition that applied (`recorded`).
             */
            rules_version?: number | null;
            /**
             * @description `recorded`, `challenged`, `upheld`, `dismissed`, `stood`, `struck` or `debited`.
             * @example recorded
             */
            step: string;
            /** @description In which transaction; absent where the calendar alone decided or nobody kept it. */
            tx_hash?: string | null;
        };
        /** @description A line of a policy. */
        LineBody: {
            /** @description Its hash. */
            hash: string;
            /** @description The line. */
            line: string;
            /**
             * Format: int64
             * @description Version of the policy.
             */
            version: number;
        };
        /** @description A linked account. */
        LinkBody: {
            /** @description Stable id there. */
            account: string;
            /** @description Since when. */
            linked_at: components["schemas"]["Time"];
            /** @description How the tool calls it, if that is known. */
            name?: string | null;
            /** @description How it was proved: `page`, `wiki` or `openid`. */
            proof: string;
            /** @description The tool. */
            source: string;
        };
        /** @description What is to be linked: the token of a link from a chat, or an account with a page that only it can edit. */
        LinkInput: {
            /**
             * @description How the tool calls the account; without a token.
             * @example Alice
             */
            account?: string | null;
            /**
             * @description The tool; without a token.
             * @example wiki
             */
            source?: string | null;
            /** @description The token of a link. */
            token?: string | null;
            /** @description The wallet that will sign, as pages tell it: it has to be the one that signed in. */
            wallet?: string | null;
        };
        /** @description Linked accounts. */
        LinkList: {
            /** @description Oldest first. */
            items: components["schemas"]["LinkBody"][];
        };
        /** @description A signed statement. */
        LinkSubmission: {
            /** @description The text of prepare, as it is. */
            message: string;
            /** @description The signature: of a plain wallet, a contract wallet (ERC-1271), or one that is not deployed yet (ERC-6492). */
            signature: string;
        };
        /** @description What the member signs. */
        LinkText: {
            /** @description Stable id of the account there. */
            account: string;
            /** @description Hash of the text as `personal_sign` hashes it (ERC-191), for accounts that sign hashes. */
            digest: string;
            /** @description Until when it is good. */
            expires_at: components["schemas"]["Time"];
            /** @description What the wallet shall sign with `personal_sign`, exactly as it is (ERC-4361). */
            message: string;
            /** @description What the signature means. */
            sentence: components["schemas"]["Sentence"];
            /** @description The tool. */
            source: string;
            /** @description Where the signature goes. */
            submit: components["schemas"]["Submit"];
        };
        /** @description An invitation that is on its way. */
        MailInvitationBody: {
            /** @description The name of the message in the outbox. */
            message: string;
        };
        /** @description Whom to invite. */
        MailInvitationInput: {
            /**
             * @description The address. It is forgotten once the message left.
             * @example amina@example.org
             */
            address: string;
            /**
             * @description The code of an invitation, as `relay/invitations/compose` answers it; without one, the message only leads to the
             *     charter.
             */
            code?: string | null;
            /** @description In which language to write. */
            language: components["schemas"]["Language"];
            /** @description A line of yours, at most 500 letters, without links. */
            note?: string;
        };
        /** @description What stands in every e-mail. */
        MailStopInput: {
            /** @description The end of the address at the end of the message. */
            token: string;
        };
        /** @description Somebody who is signed in. */
        Me: {
            /** @description Send it in the header `X-CSRF-Token` when you change something and are no page of this service. */
            csrf_token: string;
            /** @description Where this wallet is that of a member now. */
            memberships: components["schemas"]["Membership"][];
            /** @description The session of this request. */
            session: components["schemas"]["SessionBody"];
            /** @description The wallet. */
            wallet: string;
        };
        /** @description A member. */
        Member: {
            /**
             * Format: int64
             * @description Latest charter version accepted.
             */
            charter_version: number;
            /**
             * Format: int64
             * @description Permanent number.
             * @example 7
             */
            id: number;
            /**
             * Format: int64
             * @description Who invited; none for the founders and under open admission.
             */
            invited_by?: number | null;
            /** @description Latest admission. */
            joined_at: components["schemas"]["Time"];
            left_at?: components["schemas"]["Time"] | null;
            /** @description Human roles, for example `organizer` or `reviewer:2`. */
            roles: string[];
            /** @description `active`, `left` or `expelled`. */
            status: string;
            suspended_until?: components["schemas"]["Time"] | null;
            /** @description Whether the member has a vote in the members' house. */
            unit: boolean;
            unit_since?: components["schemas"]["Time"] | null;
            /** @description Current wallet; for somebody who left, the last one. */
            wallet: string;
        };
        /** @description A member with everything that was earned. */
        MemberDetail: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description Shares that were not paid yet, latest epoch first. */
            claimable: components["schemas"]["Claimable"][];
            /** @description Points by epoch, latest first. */
            epochs: components["schemas"]["MemberEpoch"][];
            /** @description Who it is. */
            member: components["schemas"]["Member"];
            /** @description Whether the member renounced money: shares then stay in the reserve. */
            opted_out: boolean;
            /** @description Votes from points. */
            reputation: components["schemas"]["Reputation"];
        };
        /** @description A member's points in one epoch. */
        MemberEpoch: {
            /** @description Points that count, by lane. */
            counted: number[];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description Whether the points may still change. */
            finality: components["schemas"]["Finality"];
            /**
             * Format: int64
             * @description Contributions.
             */
            items: number;
            /** @description Where it stands. */
            phase: string;
            /** @description Points before caps, by lane. */
            points: number[];
        };
        /** @description A member. */
        MemberRequest: {
            /** @description Number of the member. */
            member_id: components["schemas"]["Uint40"];
        };
        /** @description A member. */
        MemberTemplate: {
            /** @description Number of the member. */
            member_id: components["schemas"]["Uint40"];
        };
        /** @description What somebody is in a community, as of its last indexed block. */
        Membership: {
            /** @description Short name of the community. */
            community: string;
            /**
             * Format: int64
             * @description Number of the member.
             */
            member_id: number;
            /** @description Roles that count now. */
            roles: string[];
            /** @description Whether a suspension runs. */
            suspended: boolean;
        };
        /** @description A message to a tool. What only one person is to see is not shown. */
        MessageBody: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /** @description The channel, if several people read there. */
            channel?: string | null;
            /** @description When it was written. */
            created_at: components["schemas"]["Time"];
            done_at?: components["schemas"]["Time"] | null;
            /** @description Why the last attempt failed. */
            error?: string | null;
            /**
             * @description Its name: the same message is sent once.
             * @example proposal_opened-0123456789abcdef0123456789abcdef
             */
            id: string;
            next_at?: components["schemas"]["Time"] | null;
            /** @description What sort of place it goes to. */
            place: components["schemas"]["Place"];
            /** @description The tool, or `mail`. */
            source: string;
            /** @description Where it stands. */
            state: components["schemas"]["EntryState"];
            /** @description What it says, if several people read it. */
            text?: string | null;
        };
        /** @description A part of the messages, and how the tools do. */
        MessagePage: {
            /** @description Latest first. */
            items: components["schemas"]["MessageBody"][];
            /** @description Give it as `before` to read on; null on the last page. */
            next?: string | null;
            /** @description The tools of the community. */
            tools: components["schemas"]["CarrierBody"][];
        };
        /** @description How far the mirror of a community is. */
        Mirror: {
            /**
             * Format: int64
             * @description Seconds since the mirror's block.
             */
            age_seconds?: number | null;
            as_of?: components["schemas"]["AsOf"] | null;
            /**
             * Format: int64
             * @description Blocks between the mirror and the head.
             */
            blocks_behind?: number | null;
            /** @description Short name of the community. */
            community: string;
            /** @description Whether the mirror is close to the head and the head moves. */
            fresh: boolean;
            /** @description The time that ages are measured by. */
            now: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The block up to which the mirror was compared with receipts and bloom filters.
             */
            verified?: number | null;
        };
        /** @description Somebody who must confirm. */
        NeedBody: {
            /** @description In one of these capacities. */
            by: string[];
            /** @description Whether only confirmed members count. */
            confirmed: boolean;
            /**
             * Format: int64
             * @description How many people.
             */
            count: number;
            /**
             * Format: int64
             * @description How many did.
             */
            have: number;
        };
        /** @description A new key. */
        NewKeyBody: components["schemas"]["KeyBody"] & {
            /** @description The key: send it as `Authorization: Bearer plb_...`. It is shown once and kept nowhere. */
            key: string;
        };
        /** @description A new webhook. */
        NewWebhookBody: components["schemas"]["WebhookBody"] & {
            /**
             * @description Signs every message (Standard Webhooks). It is shown once.
             * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
             */
            secret: string;
        };
        /** @description A signed poll. */
        OpenPollSubmission: {
            /** @description What was signed. */
            message: Record<string, never>;
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description A poll that was opened. */
        OpenedPoll: {
            /**
             * Format: int64
             * @description Its number.
             */
            number: number;
            /**
             * @description Its page.
             * @example /c/demo/polls/1
             */
            page: string;
        };
        /** @description One call of an operation in a timelock. */
        Operation: {
            /**
             * Format: int64
             * @description Block that scheduled it.
             */
            block_number: number;
            canceled_at?: components["schemas"]["Time"] | null;
            /** @description Saying what. */
            data: string;
            /**
             * Format: int64
             * @description Seconds between scheduling and execution at least.
             */
            delay: number;
            executed_at?: components["schemas"]["Time"] | null;
            /** @description Hash of the operation. */
            operation: string;
            /**
             * Format: int64
             * @description Position of the call.
             */
            position: number;
            /** @description Operation that must come first; zero for none. */
            predecessor: string;
            /** @description When it was scheduled. */
            scheduled_at: components["schemas"]["Time"];
            /** @description To whom. */
            target: string;
            /**
             * @description `members`, `contributors` or `constitution`.
             * @example members
             */
            timelock: string;
            /**
             * @description With how much ETH, in wei.
             * @example 2500000000000000
             */
            value: string;
        };
        /** @description One option in the count. */
        OptionResult: {
            /** @description Its text. */
            option: string;
            /**
             * @description Its score, exact to 18 digits after the point.
             * @example 2.5
             */
            score: string;
            /**
             * Format: int64
             * @description Its score as a part of all scores, of 10,000.
             */
            share_bps: number;
        };
        /** @description A part of a list. */
        Page_Anchor: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description When. */
                anchored_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Block that holds it.
                 */
                block_number: number;
                /** @description Hash of the name of what it is. */
                kind: string;
                /** @description The hash. */
                root: string;
                /** @description Who published it. */
                sender: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Application: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Member who admitted or declined.
                 */
                answered_by?: number | null;
                /** @description Hash that names the text. */
                application: string;
                /** @description When it was made. */
                applied_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Charter version that the applicant accepted.
                 */
                charter_version: number;
                closed_at?: components["schemas"]["Time"] | null;
                /** @description Whether nobody can answer it any more, although it is open. */
                expired: boolean;
                /** @description Until when it can be answered. */
                expires_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Member that the applicant became.
                 */
                member?: number | null;
                /**
                 * @description `open`, `approved`, `declined`, `withdrawn`, `replaced` by a later one, or `void`.
                 * @example open
                 */
                status: string;
                /** @description Transaction that made it. */
                tx_hash: string;
                /** @description Who asks. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_BallotBody: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description When. */
                cast_at: components["schemas"]["Time"];
                /** @description What was signed. */
                digest: string;
                /**
                 * Format: int64
                 * @description Who.
                 */
                member: number;
                /** @description Published reason, often empty. Written by a member: escape it. */
                reason: string;
                /**
                 * Format: int64
                 * @description How often the member answered.
                 */
                revision: number;
                /** @description The signature, so that anybody can check it. */
                signature: string;
                /** @description The numbers of the answer, in the order of the options. */
                values: number[];
                /** @description Wallet that signed. */
                voter: string;
                /** @description Weight at the snapshot. */
                weight: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Batch: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description Members who confirmed them. */
                approvers: number[];
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Epoch that they belong to.
                 */
                epoch: number;
                /** @description Root of the salted evidence records. */
                evidence_root: string;
                /**
                 * Format: int64
                 * @description Counted from 0.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description Number of contributions.
                 */
                items: number;
                /**
                 * Format: int64
                 * @description Their points before caps.
                 */
                points: number;
                /** @description When they were recorded. */
                recorded_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Rules of recognition in force.
                 */
                rules_version: number;
                /**
                 * Format: int64
                 * @description The connected tool they come from.
                 */
                source: number;
                /** @description Transaction that recorded them. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Challenge: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description The batch.
                 */
                batch: number;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /** @description When it was brought. */
                challenged_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Who brought it.
                 */
                challenger: number;
                closed_at?: components["schemas"]["Time"] | null;
                /** @description Moderators who decided; none where the members' house did, or nobody. */
                decided_by: number[];
                /**
                 * Format: int64
                 * @description Its epoch.
                 */
                epoch: number;
                /**
                 * Format: int64
                 * @description Counted from 1.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description How many contributions it is about.
                 */
                items: number;
                /**
                 * Format: int64
                 * @description Whose contribution; none for the whole batch.
                 */
                member?: number | null;
                /**
                 * Format: int64
                 * @description Position of the contribution in the batch; none for the whole batch.
                 */
                position?: number | null;
                /** @description Salted hash of the reasons. */
                reason: string;
                /**
                 * @description `open`, `upheld` (struck), `dismissed`, or `stood` when nobody decided in time.
                 * @example open
                 */
                status: string;
                /** @description Transaction that brought it. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Charter: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description Keccak-256 of the text. */
                hash: string;
                /** @description When it was published. */
                published_at: components["schemas"]["Time"];
                /** @description Where the text is. */
                uri: string;
                /**
                 * Format: int64
                 * @description Counted from 1.
                 */
                version: number;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_CharterAcceptance: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description When. */
                accepted_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Block of the acceptance.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Who.
                 */
                member: number;
                /**
                 * Format: int64
                 * @description Which version.
                 */
                version: number;
                /** @description Wallet that signed. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Claim: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * @description How much.
                 * @example 2500000000000000
                 */
                amount: string;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /** @description When. */
                claimed_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description The epoch.
                 */
                epoch: number;
                /**
                 * Format: int64
                 * @description Whose share.
                 */
                member: number;
                /** @description Wallet that was paid. */
                payee: string;
                /** @description The token's contract; the zero address for ETH. */
                token: string;
                /** @description Transaction that paid it. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_ClaimFailure: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * @description How much.
                 * @example 2500000000000000
                 */
                amount: string;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description The epoch.
                 */
                epoch: number;
                /** @description When. */
                failed_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Whose share.
                 */
                member: number;
                /** @description Wallet that could not be paid. */
                payee: string;
                /** @description The token's contract; the zero address for ETH. */
                token: string;
                /** @description Transaction. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Contribution: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description The batch it was recorded with.
                 */
                batch: number;
                /** @description Whether it was debited after its epoch was final: the member owes what it had counted for. */
                debited: boolean;
                /**
                 * Format: int64
                 * @description Epoch that it belongs to.
                 */
                epoch: number;
                /** @description Whether it may still be struck. */
                finality: components["schemas"]["Finality"];
                /**
                 * Format: int32
                 * @description Kind of activity; 0 when kept private.
                 */
                kind: number;
                /**
                 * Format: int32
                 * @description Which of eight kinds it is.
                 */
                lane: number;
                /**
                 * Format: int64
                 * @description Who made it.
                 */
                member: number;
                /** @description Where the epoch stands. */
                phase: string;
                /**
                 * Format: int64
                 * @description Points before caps.
                 */
                points: number;
                /**
                 * Format: int64
                 * @description Position in the batch, counted from 0.
                 */
                position: number;
                /**
                 * Format: int64
                 * @description Number within the source.
                 */
                sequence: number;
                /**
                 * Format: int64
                 * @description The connected tool it comes from.
                 */
                source: number;
                /** @description Whether it was struck before its epoch was final: it counts for nothing. */
                struck: boolean;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Debit: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description The batch.
                 */
                batch: number;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /** @description When. */
                debited_at: components["schemas"]["Time"];
                /** @description Moderators who decided; none where the members' house did. */
                decided_by: number[];
                /**
                 * Format: int64
                 * @description Who owes the points in later epochs.
                 */
                member: number;
                /**
                 * Format: int64
                 * @description Points that had counted.
                 */
                points: number;
                /**
                 * Format: int64
                 * @description Position in the batch.
                 */
                position: number;
                /** @description Transaction. */
                tx_hash: string;
                /**
                 * @description Reputation burned for them.
                 * @example 2500000000000000
                 */
                units: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Delegation: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description Latest change. */
                changed_at: components["schemas"]["Time"];
                /** @description Wallet that casts them, the member's own too; none when nobody does. */
                delegate?: string | null;
                /**
                 * Format: int64
                 * @description Member who holds that wallet.
                 */
                delegate_member?: number | null;
                /**
                 * Format: int64
                 * @description Whose votes.
                 */
                member: number;
                /**
                 * @description `membership` (the members' house) or `reputation` (the contributors' house).
                 * @example membership
                 */
                votes: string;
                /** @description The member's wallet. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_ElectorBody: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Who.
                 */
                member: number;
                /** @description Weight at the snapshot. */
                weight: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_EpochSummary: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: (components["schemas"]["EpochDates"] & {
                /**
                 * Format: int64
                 * @description Contributions.
                 */
                items: number;
                /**
                 * Format: int64
                 * @description Members who contributed.
                 */
                members: number;
                /**
                 * Format: int64
                 * @description Their points before caps.
                 */
                points: number;
            })[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Event: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description Address of the contract. */
                address: string;
                /** @description Its arguments by name. */
                args: Record<string, never>;
                /** @description Hash of the block. */
                block_hash: string;
                /**
                 * Format: int64
                 * @description Block.
                 */
                block_number: number;
                /**
                 * @description Which contract of the community, for example `membership` or `house:members`.
                 * @example membership
                 */
                contract: string;
                /**
                 * Format: int64
                 * @description Log within the block.
                 */
                log_index: number;
                /**
                 * @description Name of the event.
                 * @example Joined
                 */
                name: string;
                /** @description Time of the block. */
                time: components["schemas"]["Time"];
                /** @description Transaction. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_ExplainedEpoch: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description The epoch.
                 */
                epoch: number;
                /** @description Whether anything of it may still change. */
                finality: components["schemas"]["Finality"];
                /** @description Lanes with contributions. */
                lanes: components["schemas"]["ExplainedLane"][];
                /** @description Shares that were paid for it. */
                payments: components["schemas"]["ExplainedPayment"][];
                /** @description Where it stands. */
                phase: string;
                /**
                 * Format: int64
                 * @description Version of the rules of recognition in force.
                 */
                rules_version?: number | null;
                /**
                 * Format: int64
                 * @description Counted points that become votes: those of vote lanes that people confirm.
                 */
                vote_points: number;
                votes_minted_at?: components["schemas"]["Time"] | null;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Forfeit: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block that burned it.
                 */
                block_number: number;
                /** @description When. */
                forfeited_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /**
                 * @description Units.
                 * @example 2500000000000000
                 */
                units: string;
                /** @description Wallet that held it. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Funding: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * @description What arrived.
                 * @example 2500000000000000
                 */
                amount: string;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description The epoch.
                 */
                epoch: number;
                /** @description When. */
                funded_at: components["schemas"]["Time"];
                /** @description Who paid. */
                sender: string;
                /** @description The token's contract; the zero address for ETH. */
                token: string;
                /** @description Transaction. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_GuardianAct: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * @description `proposal_stopped`, `recovery_stopped` or `disputes_extended`.
                 * @example proposal_stopped
                 */
                act: string;
                /** @description When. */
                acted_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Epoch whose disputes have more time.
                 */
                epoch?: number | null;
                /**
                 * Format: int64
                 * @description Who.
                 */
                guardian: number;
                /** @description House of a proposal that was stopped. */
                house?: string | null;
                /**
                 * Format: int64
                 * @description Member whose recovery was stopped.
                 */
                member?: number | null;
                /** @description The proposal that was stopped. */
                proposal?: string | null;
                /** @description Salted hash of the reasons. */
                reason: string;
                /** @description Transaction. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_GuardianTerm: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block that set it.
                 */
                block_number: number;
                /** @description When the term ends. */
                expires_at: components["schemas"]["Time"];
                /** @description When it was set. */
                set_at: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Member: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Latest charter version accepted.
                 */
                charter_version: number;
                /**
                 * Format: int64
                 * @description Permanent number.
                 * @example 7
                 */
                id: number;
                /**
                 * Format: int64
                 * @description Who invited; none for the founders and under open admission.
                 */
                invited_by?: number | null;
                /** @description Latest admission. */
                joined_at: components["schemas"]["Time"];
                left_at?: components["schemas"]["Time"] | null;
                /** @description Human roles, for example `organizer` or `reviewer:2`. */
                roles: string[];
                /** @description `active`, `left` or `expelled`. */
                status: string;
                suspended_until?: components["schemas"]["Time"] | null;
                /** @description Whether the member has a vote in the members' house. */
                unit: boolean;
                unit_since?: components["schemas"]["Time"] | null;
                /** @description Current wallet; for somebody who left, the last one. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Operation: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block that scheduled it.
                 */
                block_number: number;
                canceled_at?: components["schemas"]["Time"] | null;
                /** @description Saying what. */
                data: string;
                /**
                 * Format: int64
                 * @description Seconds between scheduling and execution at least.
                 */
                delay: number;
                executed_at?: components["schemas"]["Time"] | null;
                /** @description Hash of the operation. */
                operation: string;
                /**
                 * Format: int64
                 * @description Position of the call.
                 */
                position: number;
                /** @description Operation that must come first; zero for none. */
                predecessor: string;
                /** @description When it was scheduled. */
                scheduled_at: components["schemas"]["Time"];
                /** @description To whom. */
                target: string;
                /**
                 * @description `members`, `contributors` or `constitution`.
                 * @example members
                 */
                timelock: string;
                /**
                 * @description With how much ETH, in wei.
                 * @example 2500000000000000
                 */
                value: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_PollBody: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Member who asked.
                 */
                author: number;
                /** @description Wallet that signed the question. */
                author_wallet: string;
                /**
                 * Format: int32
                 * @description Objections that block consent.
                 */
                blocking_objections: number;
                /** @description Until when it can be answered. */
                closes_at: components["schemas"]["Time"];
                /** @description Where it is discussed; may be empty. */
                discussion: string;
                /** @description `members` or `contributors`. */
                house: string;
                /** @description Digest of what its author signed. */
                id: string;
                /** @description How it is answered and counted. */
                kind: components["schemas"]["PollKind"];
                /**
                 * Format: int64
                 * @description Counted from 1 in each community.
                 */
                number: number;
                /** @description When it was opened. */
                opened_at: components["schemas"]["Time"];
                /** @description Options in order. */
                options: string[];
                /** @description The question. Written by a member: escape it. */
                question: string;
                /**
                 * Format: int32
                 * @description Part of the electorate's weight that has to answer, of 10,000.
                 */
                quorum_bps: number;
                /**
                 * Format: int64
                 * @description Highest score, or number of dots.
                 */
                scale: number;
                /** @description The block that fixed who may answer and with what weight. */
                snapshot: components["schemas"]["AsOf"];
                /** @description `open` or `closed`. */
                state: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Proposal: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description When it was made. */
                created_at: components["schemas"]["Time"];
                eta?: components["schemas"]["Time"] | null;
                /** @description `members` or `contributors`. */
                house: string;
                /** @description The Governor's number, as 32 bytes. */
                id: string;
                /**
                 * Format: int64
                 * @description Member behind the wallet.
                 */
                member?: number | null;
                /** @description Wallet that proposed it. */
                proposer: string;
                /**
                 * @description Where it stands now: `pending`, `active`, `canceled`, `defeated`, `succeeded`, `queued` or `executed`.
                 * @example active
                 */
                state: string;
                /** @description How the vote stands. */
                tally: components["schemas"]["Tally"];
                /** @description First line of the description. */
                title: string;
                /** @description When voting ends, extensions included. */
                vote_ends_at: components["schemas"]["Time"];
                /** @description When votes are counted up: voting begins after it. */
                vote_starts_at: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Recovery: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block of the request.
                 */
                block_number: number;
                /** @description Wallet or contract that cancelled it. */
                cancelled_by?: string | null;
                closed_at?: components["schemas"]["Time"] | null;
                /** @description Moderators who confirmed it; none where the members' house did. */
                confirmed_by: number[];
                /** @description Until when a request can be confirmed. */
                expires_at: components["schemas"]["Time"];
                /** @description Wallet that it moves away from, once the wait began. */
                from_wallet?: string | null;
                /**
                 * Format: int64
                 * @description Whose membership.
                 */
                member: number;
                ready_at?: components["schemas"]["Time"] | null;
                /** @description When it was requested. */
                requested_at: components["schemas"]["Time"];
                started_at?: components["schemas"]["Time"] | null;
                /**
                 * @description `requested`, `started` (it waits), `executed`, `cancelled`, or `replaced` by a later request.
                 * @example started
                 */
                status: string;
                /** @description Wallet that asks for it. */
                to_wallet: string;
                /** @description Transaction of the request. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_RecoveryApproval: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /** @description When. */
                approved_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Block of the confirmation.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Whose membership.
                 */
                member: number;
                /**
                 * Format: int64
                 * @description Who confirmed.
                 */
                moderator: number;
                /** @description Wallet that asks for it. */
                to_wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_ReserveWithdrawal: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * @description How much.
                 * @example 2500000000000000
                 */
                amount: string;
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /** @description Who was paid. */
                receiver: string;
                /** @description The token's contract; the zero address for ETH. */
                token: string;
                /** @description Transaction. */
                tx_hash: string;
                /** @description When. */
                withdrawn_at: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_RoleChange: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block of the change.
                 */
                block_number: number;
                /** @description When. */
                changed_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /** @description The roles since then; none when the list is empty. */
                roles: string[];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Rules: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Points that make a member active in an epoch.
                 */
                active_at: number;
                /** @description Whether a contribution over the cap counts for the activity target too. */
                activity_counts_all: boolean;
                /** @description Lanes whose contributions count for the activity target. */
                activity_lanes: number[];
                /**
                 * Format: int64
                 * @description Points that the service may confer per epoch.
                 */
                attester_budget: number;
                /**
                 * Format: int32
                 * @description Points that a reviewer may confer per epoch, in 1/10,000 of the lane's last epoch.
                 */
                budget_bps: number;
                /** @description Points that a reviewer may confer per epoch in any case. */
                budget_floor: number[];
                /** @description Points that a member can have counted per epoch. */
                cap: number[];
                /**
                 * Format: int64
                 * @description In force from this epoch on, until a later version is.
                 */
                from_epoch: number;
                /** @description Hash of the policy behind the points. */
                policy_hash: string;
                /** @description Approvals that a contribution needs; 0 leaves the lane to the service. */
                quorum: number[];
                /** @description When it was set. */
                set_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Counted from 1.
                 */
                version: number;
                /** @description Lanes whose points become votes. */
                vote_lanes: number[];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Settlement: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block that settled it.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /** @description When. */
                settled_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description First epoch that is not settled.
                 */
                through_epoch: number;
                /**
                 * @description Units; compare them only within one block.
                 * @example 2500000000000000
                 */
                units: string;
                /** @description Wallet that holds it. */
                wallet: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_ShareRules: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Contributions for which a pool is paid in full; 0 for none.
                 */
                activity_target: number;
                /**
                 * Format: int32
                 * @description Shared equally among active members.
                 */
                equal_bps: number;
                /**
                 * Format: int64
                 * @description In force from this epoch on, until a later version is.
                 */
                from_epoch: number;
                /** @description Shared by points, per lane. */
                lane_bps: number[];
                /** @description A lane with fewer points is shared as if it had these. */
                lane_floor: number[];
                /**
                 * Format: int32
                 * @description The most one member can get; 0 for no cap.
                 */
                member_cap_bps: number;
                /**
                 * Format: int32
                 * @description Goes to the reserve.
                 */
                reserve_bps: number;
                /** @description When it was set. */
                set_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Counted from 1.
                 */
                version: number;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Suspension: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block that began it.
                 */
                block_number: number;
                lifted_at?: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /**
                 * Format: int64
                 * @description By whom.
                 */
                moderator: number;
                /** @description Salted hash of the reasons. */
                reason: string;
                /** @description When it began. */
                suspended_at: components["schemas"]["Time"];
                /** @description Until when, unless it was lifted. */
                until: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_TakenItem: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description The batch.
                 */
                batch: number;
                /**
                 * Format: int64
                 * @description Block of the decision.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Points that counted and no longer do, or are owed.
                 */
                counted: number;
                /** @description Debited after its epoch was final; struck otherwise. */
                debited: boolean;
                /**
                 * Format: int64
                 * @description The epoch.
                 */
                epoch: number;
                /**
                 * Format: int32
                 * @description Its lane.
                 */
                lane: number;
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /**
                 * Format: int64
                 * @description Its points before caps.
                 */
                points: number;
                /**
                 * Format: int64
                 * @description Points that had paid a debt, which is owed again.
                 */
                restored: number;
                /**
                 * Format: int64
                 * @description Its number there.
                 */
                sequence: number;
                /**
                 * Format: int64
                 * @description The connected tool it came from.
                 */
                source: number;
                /** @description When. */
                taken_at: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_UnitRemoval: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                allowed_at?: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Block of the decision.
                 */
                block_number: number;
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /** @description Salted hash of the reasons. */
                reason: string;
                /** @description When. */
                removed_at: components["schemas"]["Time"];
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_Vote: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /** @description When it was cast. */
                cast_at: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Member behind the wallet.
                 */
                member?: number | null;
                /** @description Published reason, often empty. Written by a member: escape it. */
                reason: string;
                /**
                 * @description `for`, `against` or `abstain`.
                 * @example for
                 */
                support: string;
                /** @description Transaction that carries it. */
                tx_hash: string;
                /** @description Wallet that voted. */
                voter: string;
                /** @description Votes of the wallet at the snapshot. */
                weight: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_VoteOn: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: (components["schemas"]["Vote"] & {
                /** @description `members` or `contributors`. */
                house: string;
                /** @description The Governor's number of the proposal, as 32 bytes. */
                proposal: string;
            })[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description A part of a list. */
        Page_WalletMove: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description The items, in a stable order. */
            items: {
                /**
                 * Format: int64
                 * @description Block of the transaction.
                 */
                block_number: number;
                /**
                 * @description `rotation` (signed by both wallets) or `recovery` (the old one was lost).
                 * @example rotation
                 */
                cause: string;
                /** @description The wallet before, retired for ever. */
                from_wallet: string;
                /**
                 * Format: int64
                 * @description Whose.
                 */
                member: number;
                /** @description When. */
                moved_at: components["schemas"]["Time"];
                rest_until?: components["schemas"]["Time"] | null;
                /** @description The wallet since then. */
                to_wallet: string;
                /** @description Transaction. */
                tx_hash: string;
            }[];
            /**
             * @description Path of the next page; absent on the last one.
             * @example /api/v1/communities/demo/members?after=32
             */
            next?: string | null;
        };
        /** @description The account of a passkey. */
        PasskeyBody: {
            /** @description Its address: what other routes call a wallet. */
            account: string;
            intent?: components["schemas"]["IntentBody"] | null;
        };
        /** @description What an account shall sign. */
        PasskeyChallengeInput: {
            /** @description The account. */
            account: components["schemas"]["Address"];
            /** @description `digest` of what was prepared. */
            digest: components["schemas"]["Hash"];
        };
        /** @description A passkey that was made in a browser. */
        PasskeyInput: {
            /** @description Id of the credential, as `0x` text: finds the account again on another device. */
            credential_id: components["schemas"]["Bytes"];
            /** @description What `getPublicKey()` of the credential answers, as `0x` text. */
            public_key: components["schemas"]["Bytes"];
        };
        /** @description Somebody, as members see them. */
        PersonBody: {
            /** @description Id of the account in the tool. */
            account?: string | null;
            /**
             * Format: int64
             * @description Number of the member.
             */
            member?: number | null;
            /** @description How the tool calls the account. Written by anybody: escape it. */
            name?: string | null;
            /** @description The tool, where it is an account or somebody whom the tool does not name. */
            source?: string | null;
        };
        /**
         * @description What sort of place a message goes to.
         * @enum {string}
         */
        Place: "channel" | "thread" | "account" | "aside" | "reply";
        /** @description Contributions that I can sign together. */
        PlanBody: {
            /**
             * Format: int64
             * @description The epoch that they are recorded in.
             */
            epoch: number;
            /**
             * Format: int64
             * @description How many.
             */
            items: number;
            /**
             * Format: int64
             * @description Their points.
             */
            points: number;
            /**
             * Format: int32
             * @description How many reviewers have to sign.
             */
            quorum: number;
            /** @description Their tool. */
            source: string;
        };
        /** @description A policy. */
        PolicyBody: {
            /** @description Its hash, which the rules on chain name. */
            hash: string;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description One epoch under two policies. */
        PolicyEpoch: {
            /** @description Whether that is an assumption: the rules of the epoch name another hash, or none. */
            assumed: boolean;
            /** @description Those of them for which most differs, 200 at most. */
            contributions: components["schemas"]["ContributionChange"][];
            /**
             * Format: int64
             * @description Contributions for which something differs.
             */
            contributions_changed: number;
            /** @description Kind by kind. */
            kinds: components["schemas"]["KindChange"][];
            /** @description Points, votes, members and money. */
            outcome: components["schemas"]["SimulatedEpoch"];
            /** @description The policy by which its contributions are taken to be recognised. */
            recognised_by: components["schemas"]["ToldPolicy"];
        };
        /** @description A line of the table in words. */
        PolicyRow: {
            /** @description How often it counts. */
            caps: string;
            /** @description Who confirms it. */
            confirmed_by: string;
            /**
             * @description Stable name of the kind.
             * @example wiki_edit
             */
            kind: string;
            /**
             * Format: int32
             * @description The lane.
             */
            lane: number;
            /** @description How long it has to hold. */
            matures: string;
            /**
             * Format: int32
             * @description Number of the kind in the contributions on chain.
             * @example 101
             */
            number: number;
            /**
             * @description What it is.
             * @example edit of a page that was kept
             */
            what: string;
            /**
             * @description What it is worth.
             * @example 2 points
             */
            worth: string;
        };
        /** @description What another policy would have given. */
        PolicySimulation: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description Epoch by epoch, oldest first. */
            epochs: components["schemas"]["PolicyEpoch"][];
            /** @description What the answer cannot know. */
            not_known: components["schemas"]["Sentence"][];
            /** @description The policy that was tried. */
            policy: components["schemas"]["ToldPolicy"];
        };
        /** @description A poll in a list. */
        PollBody: {
            /**
             * Format: int64
             * @description Member who asked.
             */
            author: number;
            /** @description Wallet that signed the question. */
            author_wallet: string;
            /**
             * Format: int32
             * @description Objections that block consent.
             */
            blocking_objections: number;
            /** @description Until when it can be answered. */
            closes_at: components["schemas"]["Time"];
            /** @description Where it is discussed; may be empty. */
            discussion: string;
            /** @description `members` or `contributors`. */
            house: string;
            /** @description Digest of what its author signed. */
            id: string;
            /** @description How it is answered and counted. */
            kind: components["schemas"]["PollKind"];
            /**
             * Format: int64
             * @description Counted from 1 in each community.
             */
            number: number;
            /** @description When it was opened. */
            opened_at: components["schemas"]["Time"];
            /** @description Options in order. */
            options: string[];
            /** @description The question. Written by a member: escape it. */
            question: string;
            /**
             * Format: int32
             * @description Part of the electorate's weight that has to answer, of 10,000.
             */
            quorum_bps: number;
            /**
             * Format: int64
             * @description Highest score, or number of dots.
             */
            scale: number;
            /** @description The block that fixed who may answer and with what weight. */
            snapshot: components["schemas"]["AsOf"];
            /** @description `open` or `closed`. */
            state: string;
        };
        /** @description A poll with its result. */
        PollDetail: {
            anchor?: components["schemas"]["AnchorBody"] | null;
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description When the ballots were counted. */
            counted_at: components["schemas"]["Time"];
            /** @description Markdown. Written by a member: escape it. */
            details: string;
            /** @description What a list shows. */
            poll: components["schemas"]["PollBody"];
            /** @description Whether more ballots may come. */
            provisional: boolean;
            /** @description The count. */
            result: components["schemas"]["PollResult"];
        };
        /** @description The form of a poll. */
        PollForm: {
            /**
             * Format: int32
             * @description Objections that block consent; at least 1 for a poll by consent, 0 for the other kinds.
             */
            blocking_objections?: number;
            /** @description What one should know before answering, in Markdown. At most 10,000 bytes. */
            details?: string;
            /** @description Where it is discussed: an `https` link. */
            discussion?: string;
            /**
             * Format: int64
             * @description Seconds that it is open: from a minute to 90 days.
             */
            duration: number;
            /** @description Who answers: members with one vote each, or contributors by reputation. */
            house?: components["schemas"]["House"];
            /** @description How it is answered and counted. */
            kind: components["schemas"]["PollKind"];
            /** @description 2 to 20 options; none for a poll by consent. */
            options?: string[];
            /**
             * @description The question, in one line. At most 300 bytes.
             * @example Which evening for the monthly meeting?
             */
            question: string;
            /**
             * Format: int32
             * @description Part of the electorate's weight that has to answer, in parts of 10,000.
             */
            quorum_bps?: number;
            /**
             * Format: int64
             * @description Highest score (1 to 100) or number of dots (1 to 1,000); 0 for the other kinds.
             */
            scale?: number;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /**
         * @description How a poll is answered and counted.
         * @enum {string}
         */
        PollKind: "approval" | "weighted" | "instant_runoff" | "copeland" | "score" | "dot" | "consent";
        /** @description The count of a poll. */
        PollResult: {
            /**
             * Format: int64
             * @description Number of answers.
             */
            ballots: number;
            /** @description `duels[a][b]`: weight of those who prefer option `a` to `b`, for Copeland. */
            duels: string[][];
            /** @description Their weight. */
            electorate_weight: string;
            /**
             * Format: int64
             * @description Members who may answer.
             */
            electors: number;
            /** @description Positions of the options that lead, from 0. */
            leaders: number[];
            /**
             * Format: int64
             * @description Number of objections, for consent.
             */
            objections: number;
            /** @description The options in the poll's order; for consent the three answers. */
            options: components["schemas"]["OptionResult"][];
            /**
             * @description What it decides: `chosen`, `tied`, `empty`, `no_quorum`, `consented` or `blocked`.
             * @example chosen
             */
            outcome: string;
            /** @description Rounds of an instant run-off, the first first. */
            rounds: components["schemas"]["RoundResult"][];
            /**
             * Format: int64
             * @description Part of the electorate's weight that answered, of 10,000.
             */
            turnout_bps: number;
            /** @description Their weight. */
            weight: string;
        };
        /** @description Money of one token for one epoch; amounts in the token's smallest unit. */
        Pool: {
            /**
             * Format: int64
             * @description Members who were paid.
             */
            claims: number;
            /**
             * @description Everything received.
             * @example 1000000000000000000
             */
            funded: string;
            /** @description Shares paid out. */
            paid: string;
            /** @description Moved to the reserve. */
            reserved: string;
            /** @description Whether the pool is closed. */
            swept: boolean;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
        };
        /** @description How a member is told things. */
        PreferencesBody: {
            /** @description In which tool; null: the one that was linked first. */
            channel?: string | null;
            /** @description The tools of the community. */
            channels: string[];
            language?: components["schemas"]["Language"] | null;
            /** @description What. */
            wants: components["schemas"]["Wants"];
        };
        /** @description How to be told things. */
        PreferencesInput: {
            /** @description In which tool; null: the one that was linked first. */
            channel?: string | null;
            language?: components["schemas"]["Language"] | null;
            /** @description What: `nothing`, `mine` (what waits for you), or `all`. */
            wants: components["schemas"]["Wants"];
        };
        /** @description Something to sign. */
        Prepared: {
            /**
             * Format: int64
             * @description Unix time after which the signature is void; missing where the end of the vote is the limit.
             */
            deadline?: number | null;
            /** @description What the wallet signs, for those who compare. */
            digest: components["schemas"]["Hash"];
            /**
             * @description What it does.
             * @example leave
             */
            kind: string;
            proposal?: components["schemas"]["PreparedProposal"] | null;
            /** @description What the signature means. */
            sentence: components["schemas"]["Sentence"];
            /** @description Where the signature goes. */
            submit: components["schemas"]["Submit"];
            /** @description The argument of `eth_signTypedData_v4`, as it is. */
            typed_data: Record<string, never>;
        };
        /** @description A proposal before it is signed. */
        PreparedProposal: {
            /** @description What it does, call by call. */
            calls_decoded: components["schemas"]["ProposedCall"][];
            /** @description The number that it will have. */
            proposal_id: string;
            /** @description What executing it now would do. */
            rehearsal: components["schemas"]["Rehearsal"];
        };
        /** @description A policy to begin with. */
        PresetBody: {
            /** @description For whom it is. */
            for_whom: components["schemas"]["Sentence"];
            /** @description Its hash: what rules on chain name. */
            hash: string;
            /**
             * @description Its name.
             * @example open-community
             */
            name: string;
            /** @description Its table in English. */
            table_en: components["schemas"]["PolicyRow"][];
            /** @description Its table in French. */
            table_fr: components["schemas"]["PolicyRow"][];
            /**
             * @description Where its text is, as TOML.
             * @example /api/v1/policy/presets/open-community
             */
            toml: string;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description Policies to begin with. */
        PresetList: {
            /** @description From the most trusting to the most careful. */
            items: components["schemas"]["PresetBody"][];
        };
        /** @description An RFC 9457 problem. */
        Problem: {
            /**
             * @description Stable name of the problem, for programs.
             * @example not_found
             */
            code: string;
            /** @description What happened this time. */
            detail: string;
            /** @description Path of the request. */
            instance?: string | null;
            /** @description What to do about it. */
            next_step: string;
            /**
             * Format: int32
             * @description HTTP status.
             * @example 404
             */
            status: number;
            /** @description The kind of problem in words. */
            title: string;
            /**
             * @description Names the kind of problem.
             * @example urn:palabre:problem:not_found
             */
            type: string;
        };
        /** @description That an answer, or the result, is under the anchored root. */
        ProofBody: {
            /** @description What was signed, or keccak-256 of `result_text`: third word. */
            digest: string;
            /** @description keccak256(keccak256(abi.encode(poll, member, digest, weight))). */
            leaf: string;
            /**
             * Format: int64
             * @description The member, 0 for the result: second word.
             */
            member: number;
            /** @description The poll: first word of the leaf. */
            poll: string;
            /** @description Neighbours from the leaf to the root; pairs are hashed in ascending order. */
            proof: string[];
            /** @description The result as the text that was hashed. */
            result_text: string;
            /** @description What the registry published under the kind keccak-256("poll"). */
            root: string;
            /** @description Weight of the member, or of the electorate: fourth word. */
            weight: string;
        };
        /** @description An account that proves itself by its tool. */
        ProofInput: {
            /** @description An OpenID token (Matrix), or the name of an account whose owner-only page holds the signed statement (MediaWiki). */
            claim: string;
            /**
             * @description The tool.
             * @example matrix
             */
            source: string;
        };
        /** @description A proposal. */
        Proposal: {
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            eta?: components["schemas"]["Time"] | null;
            /** @description `members` or `contributors`. */
            house: string;
            /** @description The Governor's number, as 32 bytes. */
            id: string;
            /**
             * Format: int64
             * @description Member behind the wallet.
             */
            member?: number | null;
            /** @description Wallet that proposed it. */
            proposer: string;
            /**
             * @description Where it stands now: `pending`, `active`, `canceled`, `defeated`, `succeeded`, `queued` or `executed`.
             * @example active
             */
            state: string;
            /** @description How the vote stands. */
            tally: components["schemas"]["Tally"];
            /** @description First line of the description. */
            title: string;
            /** @description When voting ends, extensions included. */
            vote_ends_at: components["schemas"]["Time"];
            /** @description When votes are counted up: voting begins after it. */
            vote_starts_at: components["schemas"]["Time"];
        };
        /** @description A proposal with its text and what it would do. */
        ProposalDetail: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description What executing it does, in order. */
            calls: components["schemas"]["Call"][];
            canceled_at?: components["schemas"]["Time"] | null;
            /** @description Markdown. Written by a member: escape it. */
            description: string;
            /** @description Where it is discussed. */
            discussion?: string | null;
            executed_at?: components["schemas"]["Time"] | null;
            extended_at?: components["schemas"]["Time"] | null;
            /** @description What a list shows. */
            proposal: components["schemas"]["Proposal"];
            queued_at?: components["schemas"]["Time"] | null;
            /** @description Transaction that made it. */
            tx_hash: string;
        };
        /** @description A proposal of a house. */
        ProposalRequest: {
            /** @description Its house. */
            house?: components["schemas"]["House"];
            /** @description Its number. */
            proposal_id: components["schemas"]["Uint256"];
        };
        /** @description Somebody wants to propose. Give either `template` or `calls`. */
        ProposeInput: {
            /** @description Calls as they are. */
            calls?: components["schemas"]["CallInput"][] | null;
            /** @description What is proposed and why, in Markdown; the first line is the title. At most 20,000 bytes. */
            description: string;
            /** @description Where it is discussed: an `https` link, which becomes a line of the description. */
            discussion?: string;
            /** @description Who shall decide. */
            house?: components["schemas"]["House"];
            template?: components["schemas"]["Template"] | null;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A proposal. */
        ProposeMessage: {
            /** @description Data of each call. */
            calldatas: string[];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Text of the proposal; its last line names the proposer. */
            description: string;
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            proposer: components["schemas"]["Address"];
            /** @description Called contracts. */
            targets: string[];
            /** @description Wei sent with each call. */
            values: components["schemas"]["Uint256"][];
        };
        /** @description Somebody proposes. */
        ProposeSubmission: {
            /** @description Who shall decide. */
            house?: components["schemas"]["House"];
            /** @description What was signed. */
            message: components["schemas"]["ProposeMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description One call of a proposal. */
        ProposedCall: {
            call?: components["schemas"]["DescribedCall"] | null;
            /** @description Why not. */
            reason?: string | null;
            /** @description Whom it calls. */
            target: components["schemas"]["Address"];
            /** @description Wei that it sends. */
            value: string;
            warning?: components["schemas"]["Sentence"] | null;
            /** @description Whether it would work if the house executed the proposal now; nothing for calls after one that fails. */
            would_succeed?: boolean | null;
        };
        /** @description What the relay can still pay for. */
        Purse: {
            /** @description Address that pays the gas. */
            address: string;
            /** @description Whether it is time to send it some: fewer than 200 are left. Reading goes on without it. */
            low: boolean;
            /**
             * Format: int64
             * @description Votes that its balance pays for at the present price; null where gas is free.
             */
            votes_left?: number | null;
        };
        /** @description Whether answers are fresh. */
        Readiness: {
            /** @description The mirror of each community. */
            communities: components["schemas"]["Mirror"][];
            /**
             * Format: int64
             * @description Head of the chain; none when it does not answer.
             */
            head?: number | null;
            /** @description How indexing goes. */
            indexing: components["schemas"]["Indexing"];
            /** @description Whether traffic may come. */
            ready: boolean;
            relay?: components["schemas"]["Purse"] | null;
        };
        /** @description Why an intent failed. */
        Reason: {
            /**
             * @description Stable name, for programs.
             * @example charter_not_current
             */
            code: string;
            /** @description The cause. */
            detail: string;
            /** @description What to do about it. */
            next_step: string;
        };
        /** @description One contribution of a member, or what did not become one. */
        ReasonBody: {
            account?: components["schemas"]["PersonBody"] | null;
            /** @description The acts behind it. For members only. */
            acts: components["schemas"]["ActBody"][];
            /** @description The batch in which it waits for signatures. */
            batch?: string | null;
            /** @description Names this part of the contribution. */
            candidate: string;
            /** @description Who confirmed it. */
            confirmations: components["schemas"]["ConfirmationBody"][];
            decision?: components["schemas"]["Sentences"] | null;
            /**
             * Format: int64
             * @description Its epoch: on chain the one that it was recorded in.
             */
            epoch: number;
            /** @description Its kind; null when kept private. */
            kind?: string | null;
            /**
             * Format: int32
             * @description The lane.
             */
            lane: number;
            matures_at?: components["schemas"]["Time"] | null;
            now?: components["schemas"]["Sentences"] | null;
            occurred_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Points; null while its size is not chosen.
             */
            points?: number | null;
            policy?: components["schemas"]["LineBody"] | null;
            recorded?: components["schemas"]["RecordedBody"] | null;
            /** @description Who refused it. The reason is for members only. */
            refusals: components["schemas"]["RefusedBody"][];
            /** @description The tool; null where only the chain knows it any more. */
            source?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["ContributionState"];
            /** @description Names the contribution; null where only the chain knows it any more. */
            subject?: string | null;
            told?: components["schemas"]["Told"] | null;
        };
        /** @description Reasons of a member. */
        ReasonList: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description Whether accounts, acts and records are shown: for members who signed in. */
            in_full: boolean;
            /** @description The latest first. */
            items: components["schemas"]["ReasonBody"][];
        };
        /** @description Two people who confirmed each other. */
        Reciprocal: {
            /**
             * Format: int64
             * @description Points that the one conferred on the other.
             */
            given: number;
            /** @description The one. */
            one: components["schemas"]["Who"];
            /** @description The other. */
            other: components["schemas"]["Who"];
            /**
             * Format: int64
             * @description Points back.
             */
            returned: number;
        };
        /** @description Changes to the rules of recognition; arrays are indexed by lane. */
        RecognitionChange: {
            /**
             * Format: int64
             * @description Points that make a member active in an epoch.
             */
            active_at?: number | null;
            /** @description Whether a contribution over the cap counts for the activity target too. */
            activity_counts_all?: boolean | null;
            /** @description Lanes whose contributions count for the activity target. */
            activity_lanes?: number[] | null;
            /** @description Points that a member can have counted per epoch. */
            cap?: number[] | null;
            /** @description Approvals that a contribution needs. One that had fewer is not recognised. */
            quorum?: number[] | null;
            /** @description Lanes whose points become votes. */
            vote_lanes?: number[] | null;
        };
        /** @description A contribution on chain. */
        RecordedBody: {
            /** @description Numbers of the members who signed the batch. */
            approvers: number[];
            /** @description When it was recorded. */
            at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Its batch.
             */
            batch: number;
            /** @description Root of the salted records of the batch. */
            evidence_root: string;
            /** @description Hash of its own record: keccak256(keccak256(salt, record)). */
            leaf?: string | null;
            /**
             * Format: int64
             * @description Position in the batch, counted from 0.
             */
            position: number;
            /** @description The way from there to the root. */
            proof: string[];
            /** @description The record, as it is hashed. For members only; null when it was erased. */
            record?: string | null;
            /**
             * Format: int64
             * @description Rules of recognition that applied.
             */
            rules_version: number;
            /** @description The salt. For members only; null when it was erased. */
            salt?: string | null;
            /**
             * Format: int64
             * @description Number within the tool.
             */
            sequence: number;
            /**
             * Format: int64
             * @description Number of its tool on chain.
             */
            source: number;
            /** @description Whether a challenge took it back. */
            struck: boolean;
            /** @description The transaction. */
            tx_hash: string;
        };
        /** @description A ballot to count. */
        RecountBallot: {
            /** @description One number for each option; one alone for consent. */
            values: number[];
            /** @description Its weight. */
            weight: components["schemas"]["Uint256"];
        };
        /** @description Ballots to count. */
        RecountInput: {
            /** @description The ballots, at most 2,000. */
            ballots: components["schemas"]["RecountBallot"][];
            /** @description How to count. */
            kind: components["schemas"]["PollKind"];
            /** @description The options, at most 20; for consent the three answers. */
            options: string[];
            /**
             * Format: int64
             * @description Highest score, or number of dots.
             */
            scale?: number;
        };
        /** @description A recovery from its request to its end. */
        Recovery: {
            /**
             * Format: int64
             * @description Block of the request.
             */
            block_number: number;
            /** @description Wallet or contract that cancelled it. */
            cancelled_by?: string | null;
            closed_at?: components["schemas"]["Time"] | null;
            /** @description Moderators who confirmed it; none where the members' house did. */
            confirmed_by: number[];
            /** @description Until when a request can be confirmed. */
            expires_at: components["schemas"]["Time"];
            /** @description Wallet that it moves away from, once the wait began. */
            from_wallet?: string | null;
            /**
             * Format: int64
             * @description Whose membership.
             */
            member: number;
            ready_at?: components["schemas"]["Time"] | null;
            /** @description When it was requested. */
            requested_at: components["schemas"]["Time"];
            started_at?: components["schemas"]["Time"] | null;
            /**
             * @description `requested`, `started` (it waits), `executed`, `cancelled`, or `replaced` by a later request.
             * @example started
             */
            status: string;
            /** @description Wallet that asks for it. */
            to_wallet: string;
            /** @description Transaction of the request. */
            tx_hash: string;
        };
        /** @description A confirmation. */
        RecoveryApproval: {
            /** @description When. */
            approved_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Block of the confirmation.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Whose membership.
             */
            member: number;
            /**
             * Format: int64
             * @description Who confirmed.
             */
            moderator: number;
            /** @description Wallet that asks for it. */
            to_wallet: string;
        };
        /** @description A new wallet asks for a membership, or somebody ends that. */
        RecoveryInput: {
            /** @description Whose membership. */
            member_id: components["schemas"]["Uint40"];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A delivery that was not taken. */
        RefusalBody: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description Why. */
            why: string;
        };
        /** @description Somebody who refused. */
        RefusedBody: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Number of the member.
             */
            member: number;
            /** @description Why. Written by a member: escape it. */
            reason?: string | null;
        };
        /** @description What executing a proposal now would do. */
        Rehearsal: {
            /** @description Position of the first call that fails, from 0. */
            failing_call?: number | null;
            /**
             * Format: int64
             * @description Gas that it needs now.
             */
            gas?: number | null;
            /** @description Why it fails. */
            reason?: string | null;
            /** @description Whether it would work now. */
            succeeds: boolean;
            /** @description Whether the calls were tried together, as they would be executed; else each was tried alone. */
            together: boolean;
        };
        /** @description What executing a proposal now would do. */
        RehearsalBody: {
            /** @description The block that the list of proposals reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description What its execution would do on the newest state. */
            rehearsal: components["schemas"]["Rehearsal"];
            /** @description Where the proposal stands. */
            state: string;
        };
        /** @description What the relay can still pay for. */
        RelayBody: {
            /**
             * Format: int64
             * @description Typical actions that the balance pays for; null where gas is free.
             */
            actions_left?: number | null;
            /** @description Address that pays the gas. */
            address: string;
            /** @description Its balance in wei. */
            balance: string;
            /**
             * Format: int64
             * @description Its chain.
             */
            chain_id: number;
            /** @description Wei per gas now. */
            gas_price: string;
        };
        /** @description The report of an epoch, each list with the largest first. It punishes nobody. */
        Report: {
            /** @description People who confirmed much within a minute. */
            bursts: components["schemas"]["Hurry"][];
            /** @description People whose points come from one person to a large part. */
            concentrated: components["schemas"]["Concentrated"][];
            /**
             * Format: int64
             * @description Confirmations that were looked at.
             */
            confirmations: number;
            /** @description People who got much within an hour. */
            hours: components["schemas"]["Hurry"][];
            /** @description Pairs who confirmed each other. */
            reciprocal: components["schemas"]["Reciprocal"][];
            /** @description From where on something is told. */
            thresholds: components["schemas"]["Thresholds"];
        };
        /** @description The report of an epoch. */
        ReportBody: components["schemas"]["Report"] & {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /**
             * Format: int64
             * @description The epoch, by when the work was done.
             */
            epoch: number;
            /** @description Whether it may still change. */
            finality: components["schemas"]["Finality"];
        };
        /** @description Votes from points. */
        Reputation: {
            /** @description The same in today's points, with 6 decimals: what to show to people. */
            live: string;
            /** @description Votes that the wallet can cast in the members' house, own and delegated. */
            unit_votes: string;
            /** @description Units as the contract counts them; compare them only within one block. */
            units: string;
            /** @description Votes that the wallet can cast in the contributors' house, own and delegated. */
            votes: string;
        };
        /** @description Asks two moderators to move a membership to the signer. */
        RequestRecoveryMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Whose membership. */
            memberId: components["schemas"]["Uint40"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A payment out of the reserve. */
        ReserveWithdrawal: {
            /**
             * @description How much.
             * @example 2500000000000000
             */
            amount: string;
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /** @description Who was paid. */
            receiver: string;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
            /** @description Transaction. */
            tx_hash: string;
            /** @description When. */
            withdrawn_at: components["schemas"]["Time"];
        };
        /** @description An issuer or an organizer voids an invitation. */
        RevokeInvitationInput: {
            /** @description The code. */
            invitation: string;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Voids an invitation. */
        RevokeInvitationMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Hash of the invitation. */
            invitation: components["schemas"]["Hash"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description An invitation is voided. */
        RevokeInvitationSubmission: {
            /** @description The code. */
            invitation: string;
            /** @description What was signed. */
            message: components["schemas"]["RevokeInvitationMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /** @description The roles of a member were replaced. */
        RoleChange: {
            /**
             * Format: int64
             * @description Block of the change.
             */
            block_number: number;
            /** @description When. */
            changed_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /** @description The roles since then; none when the list is empty. */
            roles: string[];
        };
        /** @description Roles of a member: all that the member has afterwards. */
        RolesTemplate: {
            /** @description Number of the member. */
            member_id: components["schemas"]["Uint40"];
            /** @description `organizer`, `moderator`, `documentalist`, `guardian`, or `reviewer:0` to `reviewer:7`; empty for none. */
            roles?: string[];
        };
        /** @description A member changes wallets. */
        RotateInput: {
            /** @description The old wallet. */
            from: components["schemas"]["Address"];
            /** @description The new one. */
            to: components["schemas"]["Address"];
        };
        /** @description Moves a membership to a new wallet; both sign. */
        RotateMessage: {
            /** @description Unix time after which the signatures are void. */
            deadline: components["schemas"]["Uint256"];
            /** @description The old wallet. */
            from: components["schemas"]["Address"];
            /** @description Number of the old wallet's signature. */
            fromNonce: components["schemas"]["Uint256"];
            /** @description The new one. */
            to: components["schemas"]["Address"];
            /** @description Number of the new wallet's signature. */
            toNonce: components["schemas"]["Uint256"];
        };
        /** @description A change of wallets, signed by both. */
        RotateSubmission: {
            /** @description What both signed. */
            message: components["schemas"]["RotateMessage"];
            /** @description Signature of the new wallet, over the same data. */
            new_signature: components["schemas"]["Bytes"];
            /** @description Signature of the old wallet. */
            signature: components["schemas"]["Bytes"];
            /** @description The old wallet. */
            signer: components["schemas"]["Address"];
        };
        /** @description A new secret. */
        RotatedSecret: {
            /** @description Until then the secret before signs too. */
            old_secret_until: components["schemas"]["Time"];
            /** @description Signs every message from now on. It is shown once. */
            secret: string;
        };
        /** @description A round that was made. */
        RoundBody: {
            /** @description What was otherwise than decided, at most 500 accounts. */
            differences: components["schemas"]["Difference"][];
            /** @description Whether nothing was changed on purpose. */
            dry: boolean;
            /** @description When it ended. */
            ended_at: components["schemas"]["Time"];
            /** @description Why the round ended early. */
            error?: string | null;
            /**
             * Format: int64
             * @description Roles that were given.
             */
            given: number;
            /**
             * Format: int64
             * @description Roles that the tool did not give or take.
             */
            refused: number;
            /** @description When it began. */
            started_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Roles that were taken.
             */
            taken: number;
        };
        /** @description A round to make. */
        RoundInput: {
            /**
             * @description Takes as many roles as the rules say, also above the brake of the settings.
             * @default false
             */
            anyway: boolean;
            /**
             * @description Only says what it would do.
             * @default false
             */
            dry: boolean;
        };
        /** @description A round of an instant run-off. */
        RoundResult: {
            /** @description Position of the option that leaves after the round. */
            dropped?: number | null;
            /** @description Position and votes of the options that are left, the highest first. */
            standings: [
                number,
                string
            ][];
        };
        /** @description One role of a tool, and who has it. */
        RuleBody: {
            /** @description Roles on chain whose holders have it. */
            chain_roles: string[];
            /** @description Whether every member has it. */
            member: boolean;
            /**
             * Format: double
             * @description Points below which it is taken again.
             */
            off_below?: number | null;
            /**
             * Format: double
             * @description Points of reputation from which on it is given.
             */
            reputation?: number | null;
            /** @description The role. */
            role: string;
        };
        /** @description A version of the rules of recognition; arrays are indexed by lane. */
        Rules: {
            /**
             * Format: int64
             * @description Points that make a member active in an epoch.
             */
            active_at: number;
            /** @description Whether a contribution over the cap counts for the activity target too. */
            activity_counts_all: boolean;
            /** @description Lanes whose contributions count for the activity target. */
            activity_lanes: number[];
            /**
             * Format: int64
             * @description Points that the service may confer per epoch.
             */
            attester_budget: number;
            /**
             * Format: int32
             * @description Points that a reviewer may confer per epoch, in 1/10,000 of the lane's last epoch.
             */
            budget_bps: number;
            /** @description Points that a reviewer may confer per epoch in any case. */
            budget_floor: number[];
            /** @description Points that a member can have counted per epoch. */
            cap: number[];
            /**
             * Format: int64
             * @description In force from this epoch on, until a later version is.
             */
            from_epoch: number;
            /** @description Hash of the policy behind the points. */
            policy_hash: string;
            /** @description Approvals that a contribution needs; 0 leaves the lane to the service. */
            quorum: number[];
            /** @description When it was set. */
            set_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Counted from 1.
             */
            version: number;
            /** @description Lanes whose points become votes. */
            vote_lanes: number[];
        };
        /**
         * @description By which rules of the contracts points are counted and shared.
         * @enum {string}
         */
        RulesChoice: "in_force" | "of_policy";
        /** @description Rules of recognition; arrays are by lane. */
        RulesTemplate: {
            /**
             * Format: int64
             * @description Points that make a member active in an epoch.
             */
            active_at: number;
            /** @description Whether items count for the activity even when they raised no total. */
            activity_counts_all: boolean;
            /** @description Lanes whose items count for the activity of an epoch. */
            activity_lanes: number[];
            /**
             * Format: int64
             * @description Points that the service may confer per epoch.
             */
            attester_budget: number;
            /**
             * Format: int32
             * @description Points that a reviewer may confer per epoch, as a part of the lane's last epoch.
             */
            budget_bps: number;
            /** @description Points that a reviewer may confer per epoch in any case. */
            budget_floor: number[];
            /** @description Points that a member can have counted per epoch. */
            cap: number[];
            /** @description Hash of the policy's text. */
            policy_hash: components["schemas"]["Hash"];
            /** @description Approvals that an item needs; 0 leaves the lane to the service. */
            quorum: number[];
            /** @description Lanes whose points become reputation. */
            vote_lanes: number[];
        };
        /** @description A second reviewer. */
        SecondBody: {
            /** @description Whether a first reviewer confirmed it. */
            awaited: boolean;
            /** @description Whether two people confirmed it. */
            done: boolean;
            /**
             * Format: int64
             * @description Number of the member who was drawn.
             */
            member?: number | null;
            /** @description Whether that is me. */
            mine: boolean;
            /** @description From when on others may take their place. */
            others_from: components["schemas"]["Time"];
        };
        /** @description The same sentence twice. */
        Sentence: {
            /**
             * @description In English.
             * @example I join Démo and accept its charter, version 1.
             */
            en: string;
            /**
             * @description In French.
             * @example Je rejoins Démo et j'en accepte la charte, version 1.
             */
            fr: string;
        };
        /** @description Sentences in both languages. */
        Sentences: {
            /** @description English. */
            en: string[];
            /** @description French. */
            fr: string[];
        };
        /** @description An open session. */
        SessionBody: {
            /** @description Name of the browser, as it says itself. */
            agent: string;
            /** @description When it began. */
            created_at: components["schemas"]["Time"];
            /** @description Whether this request belongs to it. */
            current: boolean;
            /** @description When it ends if nobody uses it. */
            ends_at: components["schemas"]["Time"];
            /** @description Name it to end it. */
            id: string;
            /** @description Its last use, to a few minutes. */
            seen_at: components["schemas"]["Time"];
        };
        /** @description Open sessions. */
        SessionList: {
            /** @description Latest use first. */
            items: components["schemas"]["SessionBody"][];
        };
        /** @description Somebody renounces money, or takes it again. */
        SetUnpaidInput: {
            /** @description Whether it renounces. */
            unpaid: boolean;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Renounces money, or takes it again. */
        SetUnpaidMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Whether the signer renounces. */
            unpaid: boolean;
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Members whose reputation may be pending. */
        SettleRequest: {
            /** @description Numbers of the members, at most 100. */
            member_ids: components["schemas"]["Uint40"][];
        };
        /** @description Reputation that was moved to a member. */
        Settlement: {
            /**
             * Format: int64
             * @description Block that settled it.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /** @description When. */
            settled_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description First epoch that is not settled.
             */
            through_epoch: number;
            /**
             * @description Units; compare them only within one block.
             * @example 2500000000000000
             */
            units: string;
            /** @description Wallet that holds it. */
            wallet: string;
        };
        /** @description One member's share. */
        Share: {
            /** @description Whether the member takes part in the equal share. */
            active: boolean;
            /** @description Points that count, by lane. */
            counted: number[];
            /**
             * Format: int64
             * @description The member.
             */
            member: number;
            /** @description Whether the member renounced money. */
            opted_out: boolean;
            /** @description What was paid, if anything was. */
            paid?: string | null;
            paid_at?: components["schemas"]["Time"] | null;
            /**
             * @description What the rules give; 0 when renounced.
             * @example 2500000000000000
             */
            share: string;
            /** @description Transaction that paid it. */
            tx_hash?: string | null;
        };
        /** @description A version of the rules of distribution; parts are in 1/10,000 of a pool, arrays are indexed by lane. */
        ShareRules: {
            /**
             * Format: int64
             * @description Contributions for which a pool is paid in full; 0 for none.
             */
            activity_target: number;
            /**
             * Format: int32
             * @description Shared equally among active members.
             */
            equal_bps: number;
            /**
             * Format: int64
             * @description In force from this epoch on, until a later version is.
             */
            from_epoch: number;
            /** @description Shared by points, per lane. */
            lane_bps: number[];
            /** @description A lane with fewer points is shared as if it had these. */
            lane_floor: number[];
            /**
             * Format: int32
             * @description The most one member can get; 0 for no cap.
             */
            member_cap_bps: number;
            /**
             * Format: int32
             * @description Goes to the reserve.
             */
            reserve_bps: number;
            /** @description When it was set. */
            set_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Counted from 1.
             */
            version: number;
        };
        /** @description Rules that share a pool; parts are of 10,000. */
        ShareRulesTemplate: {
            /**
             * Format: int64
             * @description Items for which the pool is paid in full; 0 for none.
             */
            activity_target?: number;
            /**
             * Format: int32
             * @description Shared equally among active members.
             */
            equal_bps?: number;
            /** @description Shared by points, per lane. */
            lane_bps?: number[];
            /** @description Least denominator per lane. */
            lane_floor?: number[];
            /**
             * Format: int32
             * @description The most one member can get; 0 for no cap.
             */
            member_cap_bps?: number;
            /**
             * Format: int32
             * @description Goes to the reserve.
             */
            reserve_bps?: number;
        };
        /** @description A contribution after it was shared. */
        SharedBody: components["schemas"]["ContributionBody"] & {
            /** @description Whether all who are concerned said the same, so that it holds. */
            holds: boolean;
        };
        /** @description How the pool of an epoch is shared; amounts in the token's smallest unit. */
        Shares: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description Whether the shares may still change. */
            finality: components["schemas"]["Finality"];
            /** @description Members who contributed, by number. */
            items: components["schemas"]["Share"][];
            /** @description Path of the next page; absent on the last one. */
            next?: string | null;
            /** @description Where it stands. */
            phase: string;
            /** @description The money. */
            pool: components["schemas"]["Pool"];
            /** @description What the contributors' house may withdraw, over all epochs. */
            reserve: string;
            /** @description Funded, but nobody's share. */
            rest: string;
            /**
             * Format: int64
             * @description Version of the rules of distribution in force.
             */
            rules_version?: number | null;
            /** @description Sum of all shares; the rest of the pool stays in the reserve. */
            shared: string;
        };
        /** @description Shares of co-authors. */
        SharesInput: {
            /** @description Parts by account of the tool. */
            shares: {
                [key: string]: number;
            };
        };
        /** @description Somebody wants to sign in. */
        SignInInput: {
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A signed text. */
        SignInSubmission: {
            /** @description The text of prepare, as it is. */
            message: string;
            /** @description The signature: of a plain wallet, a contract wallet (ERC-1271), or one that is not deployed yet (ERC-6492). */
            signature: components["schemas"]["Bytes"];
        };
        /** @description A text to sign. */
        SignInText: {
            /** @description Hash of the text as `personal_sign` hashes it (ERC-191), for accounts that sign hashes. */
            digest: string;
            /** @description When it becomes void. */
            expires_at: components["schemas"]["Time"];
            /** @description What the wallet shall sign with `personal_sign`, exactly as it is (ERC-4361). */
            message: string;
        };
        /** @description What somebody wants to sign. */
        SignInput: {
            /** @description A batch that somebody signed already, by its digest; without it a new one is put together. */
            batch?: string | null;
            /**
             * Format: int64
             * @description Only of this epoch.
             */
            epoch?: number | null;
            /** @description So many contributions at most, 1 to 250. */
            most?: number | null;
            /** @description Only from this tool. */
            source?: string | null;
            /** @description The wallet that will sign: that of whoever signed in. */
            wallet: string;
        };
        /** @description A signature as the account takes it. */
        SignatureBody: {
            /** @description The `signature` for submit. */
            signature: string;
        };
        /** @description How far a batch is after a signature. */
        SignedBody: {
            /** @description Numbers of the members who signed. */
            approvers: number[];
            /** @description Names the batch. */
            batch: string;
            intent?: components["schemas"]["IntentBody"] | null;
            /** @description Its way to the chain. */
            intent_id?: string | null;
            /** @description What is missing; null once it is on its way to the chain. */
            missing?: string | null;
        };
        /** @description A challenge of one contribution or of a batch: whichever of the two was signed. */
        SignedDispute: components["schemas"]["ChallengeItemMessage"] | components["schemas"]["ChallengeBatchMessage"];
        /** @description A signed paper. */
        Signed_AnswerApplicationMessage: {
            /** @description Admits or declines an applicant. */
            message: {
                /** @description Who applied. */
                applicant: components["schemas"]["Address"];
                /** @description Hash of the salted text that was judged. */
                application: components["schemas"]["Hash"];
                /** @description Whether they are admitted. */
                approved: boolean;
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_ApproveRecoveryMessage: {
            /** @description Confirms that a wallet belongs to a member. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Whose membership. */
                memberId: components["schemas"]["Uint40"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The new wallet. */
                to: components["schemas"]["Address"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_CancelRecoveryMessage: {
            /** @description Ends a pending recovery. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Whose membership. */
                memberId: components["schemas"]["Uint40"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_DebitItemMessage: {
            /** @description Votes to debit a contribution of a final epoch. */
            message: {
                /** @description The batch. */
                batchId: components["schemas"]["Uint256"];
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Place of the contribution in it, from 0. */
                index: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description Hash of the salted reason. */
                reason: components["schemas"]["Hash"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_DecideChallengeMessage: {
            /** @description Votes on a challenge. */
            message: {
                /** @description The challenge. */
                challengeId: components["schemas"]["Uint256"];
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description Whether it is upheld. */
                uphold: boolean;
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_RequestRecoveryMessage: {
            /** @description Asks two moderators to move a membership to the signer. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Whose membership. */
                memberId: components["schemas"]["Uint40"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_SetUnpaidMessage: {
            /** @description Renounces money, or takes it again. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description Whether the signer renounces. */
                unpaid: boolean;
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_SignedDispute: {
            /** @description A challenge of one contribution or of a batch: whichever of the two was signed. */
            message: components["schemas"]["ChallengeItemMessage"] | components["schemas"]["ChallengeBatchMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_SubmitApplicationMessage: {
            /** @description Asks to be admitted. */
            message: {
                /** @description Hash of the salted text of the application. */
                application: components["schemas"]["Hash"];
                /** @description Hash of the charter's text. */
                charterHash: components["schemas"]["Hash"];
                /**
                 * Format: int32
                 * @description Newest version of the charter.
                 */
                charterVersion: number;
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_SuspendMessage: {
            /** @description Suspends a member. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Whom. */
                memberId: components["schemas"]["Uint40"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description Hash of the salted reason. */
                reason: components["schemas"]["Hash"];
                /** @description Unix time at which it ends. */
                until: components["schemas"]["Uint40"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_WakeMessage: {
            /** @description Says that the signer is still here. */
            message: {
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description A signed paper. */
        Signed_WithdrawApplicationMessage: {
            /** @description Takes an application back. */
            message: {
                /** @description Hash of the salted text of the application. */
                application: components["schemas"]["Hash"];
                /** @description Unix time after which the signature is void. */
                deadline: components["schemas"]["Uint256"];
                /** @description Number of the signature. */
                nonce: components["schemas"]["Uint256"];
                /** @description The signer. */
                wallet: components["schemas"]["Address"];
            };
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
            statement?: components["schemas"]["Statement"] | null;
        };
        /** @description Which policy to try, and on what. */
        SimulatePolicy: {
            /**
             * @description The policy by which the contributions were recognised, as TOML. It is used where the hash in the rules is not that
             *     of a preset; without it, the open community's is assumed.
             */
            base?: string | null;
            /**
             * Format: int64
             * @description How many epochs up to it: 4 unless told, at most 12.
             * @example 4
             */
            epochs?: number | null;
            /** @description The policy to try, as TOML. Give this or `preset`. */
            policy?: string | null;
            /**
             * @description A preset to try.
             * @example money-at-stake
             */
            preset?: string | null;
            /** @description By which rules of the contracts points are counted and shared. */
            rules?: components["schemas"]["RulesChoice"];
            /**
             * Format: int64
             * @description The last epoch to look at; without it, the latest that has ended.
             * @example 3
             */
            through_epoch?: number | null;
        };
        /** @description What to try, and on what. */
        SimulateRules: {
            distribution?: components["schemas"]["DistributionChange"] | null;
            /**
             * Format: int64
             * @description How many epochs up to it: 4 unless told, at most 12.
             * @example 4
             */
            epochs?: number | null;
            recognition?: components["schemas"]["RecognitionChange"] | null;
            /**
             * Format: int64
             * @description The last epoch to look at; without it, the latest that has ended.
             * @example 3
             */
            through_epoch?: number | null;
        };
        /** @description One epoch counted twice. */
        SimulatedEpoch: {
            /** @description Sums by the rules that are tried. */
            after: components["schemas"]["EpochTotals"];
            /** @description Sums by the rules that applied. */
            before: components["schemas"]["EpochTotals"];
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /** @description Whether its contributions may still change. */
            finality: components["schemas"]["Finality"];
            /** @description Those of them for whom most differs, 200 at most. */
            members: components["schemas"]["SimulatedMember"][];
            /**
             * Format: int64
             * @description Members for whom something differs.
             */
            members_changed: number;
            /** @description Its money. */
            pools: components["schemas"]["SimulatedPool"][];
            /**
             * Format: int64
             * @description Contributions that would not have been recognised for want of approvals.
             */
            unrecognised: number;
            /**
             * Format: int64
             * @description Points that would have.
             */
            vote_points_after: number;
            /**
             * Format: int64
             * @description Points that became votes.
             */
            vote_points_before: number;
        };
        /** @description A member's epoch counted twice. */
        SimulatedMember: {
            /** @description Whether they would have. */
            active_after: boolean;
            /** @description Whether the member took part in the equal share. */
            active_before: boolean;
            /** @description Points that would have counted. */
            counted_after: number[];
            /** @description Points that count, by lane. */
            counted_before: number[];
            /**
             * Format: int64
             * @description The member.
             */
            member: number;
            /** @description What they would have been. */
            shares_after: string[];
            /** @description Shares, in the order of `pools`. */
            shares_before: string[];
        };
        /** @description A pool shared twice; amounts in the token's smallest unit. */
        SimulatedPool: {
            /** @description Everything received. */
            funded: string;
            /** @description What it would have been. */
            largest_after: string;
            /** @description The largest share. */
            largest_before: string;
            /** @description What it would have been. */
            shared_after: string;
            /** @description Sum of all shares. */
            shared_before: string;
            /** @description The token's contract; the zero address for ETH. */
            token: string;
        };
        /** @description What other rules would have given. */
        Simulation: {
            /** @description The block that the answer reflects. */
            as_of: components["schemas"]["AsOf"];
            /** @description Epoch by epoch, oldest first. */
            epochs: components["schemas"]["SimulatedEpoch"][];
        };
        /** @description A tool. */
        SourceBody: {
            /** @description Its name in the settings. */
            name: string;
            /** @description What it is. */
            tool: string;
        };
        /** @description Pays from the reserve. */
        SpendTemplate: {
            /** @description How much, in the token's smallest unit. */
            amount: components["schemas"]["Uint256"];
            /** @description Who is paid. */
            to: components["schemas"]["Address"];
            /** @description The token; all zero for ETH. */
            token?: components["schemas"]["Address"];
        };
        /** @description Who sponsors. */
        Sponsor: {
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A sponsor's signature. */
        SponsorSubmission: {
            /** @description Who shall decide. */
            house: components["schemas"]["House"];
            /** @description What was signed. */
            message: components["schemas"]["ProposeMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /**
         * @description Where an intent stands.
         * @enum {string}
         */
        State: "received" | "simulated" | "sent" | "mined" | "failed";
        /** @description A text and its salt. */
        Statement: {
            /** @description Makes its hash impossible to guess. */
            salt: components["schemas"]["Hash"];
            /** @description What was said. */
            text: string;
        };
        /** @description A text whose salted hash is on chain. */
        StatementBody: {
            /** @description When it came. */
            at: components["schemas"]["Time"];
            /** @description What was said. */
            text: string;
        };
        /** @description One message of a stream. */
        StreamMessage: {
            /** @description What it says, as JSON. */
            data?: string | null;
            /** @description What it is; missing where it is an event. */
            event?: string | null;
            /**
             * @description Name of an event: give it back in `Last-Event-ID`.
             * @example 12-3-abababababababab
             */
            id?: string | null;
            /**
             * Format: int64
             * @description Milliseconds to wait before coming back.
             */
            retry?: number | null;
        };
        /** @description The request that takes the signature. */
        Submit: {
            /** @description Body to send, once its `signature` is added. */
            body: Record<string, never>;
            /**
             * @description Path to POST to.
             * @example /api/v1/communities/demo/relay/leave/submit
             */
            path: string;
        };
        /** @description Asks to be admitted. */
        SubmitApplicationMessage: {
            /** @description Hash of the salted text of the application. */
            application: components["schemas"]["Hash"];
            /** @description Hash of the charter's text. */
            charterHash: components["schemas"]["Hash"];
            /**
             * Format: int32
             * @description Newest version of the charter.
             */
            charterVersion: number;
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A suggested size. */
        SuggestionBody: {
            /**
             * @description The size.
             * @example M
             */
            band: string;
            /** @description Why. */
            basis: components["schemas"]["Basis"];
        };
        /**
         * @description How a ballot counts.
         * @enum {string}
         */
        SupportName: "against" | "for" | "abstain";
        /** @description A moderator suspends a member. */
        SuspendInput: {
            /**
             * Format: int32
             * @description For how many days, 1 to 30; the last one ends at midnight UTC.
             */
            days: number;
            /** @description Whom. */
            member_id: components["schemas"]["Uint40"];
            /** @description Why; kept by the service, only its salted hash goes on chain. */
            reason: string;
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Suspends a member. */
        SuspendMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Whom. */
            memberId: components["schemas"]["Uint40"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description Hash of the salted reason. */
            reason: components["schemas"]["Hash"];
            /** @description Unix time at which it ends. */
            until: components["schemas"]["Uint40"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A suspension. */
        Suspension: {
            /**
             * Format: int64
             * @description Block that began it.
             */
            block_number: number;
            lifted_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /**
             * Format: int64
             * @description By whom.
             */
            moderator: number;
            /** @description Salted hash of the reasons. */
            reason: string;
            /** @description When it began. */
            suspended_at: components["schemas"]["Time"];
            /** @description Until when, unless it was lifted. */
            until: components["schemas"]["Time"];
        };
        /** @description A synthesis. */
        SynthesisBody: {
            /** @description Text of the page, in the markup of the wiki. Written by anybody: escape it. */
            body: string;
            /** @description Its categories. */
            categories: string[];
            /** @description The channel there. */
            channel: string;
            /** @description When it was collected. */
            created_at: components["schemas"]["Time"];
            /** @description Whether there was more than was collected. */
            cut: boolean;
            /** @description Its page here, where it is written. */
            edit_page: string;
            /**
             * Format: int64
             * @description The member who wrote last.
             */
            editor?: number | null;
            /** @description Why the last step failed. */
            error?: string | null;
            /** @description Its id. */
            id: string;
            /** @description The language that people spoke. */
            language: components["schemas"]["Language"];
            /** @description Messages that were collected. */
            messages: number;
            /** @description People who took part. */
            people: number;
            published_at?: components["schemas"]["Time"] | null;
            /** @description Whether the contribution was handed to the review. */
            reported: boolean;
            /** @description The tool where it was discussed. */
            source: string;
            /** @description Where it stands. */
            state: components["schemas"]["SynthesisState"];
            /** @description The message that it began with. */
            thread: string;
            /** @description Title of the page. */
            title: string;
            /** @description When it was last changed. */
            updated_at: components["schemas"]["Time"];
            /** @description Where people read it. */
            url?: string | null;
            /**
             * Format: int64
             * @description How often it was changed, from 1.
             */
            version: number;
            /** @description The wiki. */
            wiki: string;
        };
        /** @description A discussion to write up. */
        SynthesisInput: {
            /** @description The channel or room. */
            channel: string;
            /** @description The language that people spoke. */
            language: components["schemas"]["Language"];
            /** @description The tool where it was discussed. */
            source: string;
            /** @description The message that it begins with; empty for the latest messages of the channel. */
            thread?: string;
            /** @description What it is about; empty: its first line. */
            topic?: string;
        };
        /** @description Syntheses of a community. */
        SynthesisList: {
            /** @description Latest first. */
            items: components["schemas"]["SynthesisBody"][];
        };
        /**
         * @description Where a synthesis stands.
         * @enum {string}
         */
        SynthesisState: "draft" | "publishing" | "published" | "withdrawing" | "withdrawn" | "discarded";
        /** @description What to write. */
        SynthesisText: {
            /** @description Text of the page, in the markup of the wiki. */
            body: string;
            /** @description Its categories. */
            categories?: string[];
            /** @description Title of the page. */
            title: string;
            /**
             * Format: int64
             * @description The version that was read: nobody writes over what somebody else wrote meanwhile.
             */
            version: number;
        };
        /** @description What was read. */
        SynthesisVersion: {
            /**
             * Format: int64
             * @description The version that was read.
             */
            version: number;
        };
        /** @description A contribution that was taken back. */
        TakenItem: {
            /**
             * Format: int64
             * @description The batch.
             */
            batch: number;
            /**
             * Format: int64
             * @description Block of the decision.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Points that counted and no longer do, or are owed.
             */
            counted: number;
            /** @description Debited after its epoch was final; struck otherwise. */
            debited: boolean;
            /**
             * Format: int64
             * @description The epoch.
             */
            epoch: number;
            /**
             * Format: int32
             * @description Its lane.
             */
            lane: number;
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /**
             * Format: int64
             * @description Its points before caps.
             */
            points: number;
            /**
             * Format: int64
             * @description Points that had paid a debt, which is owed again.
             */
            restored: number;
            /**
             * Format: int64
             * @description Its number there.
             */
            sequence: number;
            /**
             * Format: int64
             * @description The connected tool it came from.
             */
            source: number;
            /** @description When. */
            taken_at: components["schemas"]["Time"];
        };
        /** @description How a vote stands; weights are whole numbers. */
        Tally: {
            /** @description Weight abstaining. */
            abstain: string;
            /** @description Weight against. */
            against: string;
            /**
             * Format: int64
             * @description Number of ballots.
             */
            ballots: number;
            /** @description Weight for. */
            for: string;
            /**
             * Format: int64
             * @description Voters, for and abstaining.
             */
            heads: number;
            /**
             * Format: int64
             * @description Voters, for and abstaining, that a decision needs.
             */
            heads_needed: number;
            /** @description Weight, for and abstaining, that a decision needs. */
            quorum: string;
        };
        /** @description A form for a proposal. */
        Template: (components["schemas"]["ShareRulesTemplate"] & {
            /** @enum {string} */
            kind: "share_rules";
        }) | (components["schemas"]["RulesTemplate"] & {
            /** @enum {string} */
            kind: "rules";
        }) | (components["schemas"]["HouseTemplate"] & {
            /** @enum {string} */
            kind: "house";
        }) | (components["schemas"]["CharterTemplate"] & {
            /** @enum {string} */
            kind: "charter";
        }) | (components["schemas"]["SpendTemplate"] & {
            /** @enum {string} */
            kind: "spend";
        }) | (components["schemas"]["TokenTemplate"] & {
            /** @enum {string} */
            kind: "token";
        }) | (components["schemas"]["AdmissionTemplate"] & {
            /** @enum {string} */
            kind: "admission";
        }) | (components["schemas"]["MemberTemplate"] & {
            /** @enum {string} */
            kind: "admit";
        }) | (components["schemas"]["MemberTemplate"] & {
            /** @enum {string} */
            kind: "remove_vote";
        }) | (components["schemas"]["MemberTemplate"] & {
            /** @enum {string} */
            kind: "expel";
        }) | (components["schemas"]["MemberTemplate"] & {
            /** @enum {string} */
            kind: "lift_suspension";
        }) | (components["schemas"]["RolesTemplate"] & {
            /** @enum {string} */
            kind: "roles";
        }) | {
            /** @enum {string} */
            kind: "text";
        };
        /** @description From where on something is told. */
        Thresholds: {
            /**
             * Format: int64
             * @description Confirmations of one person within a minute.
             */
            burst: number;
            /**
             * Format: int64
             * @description Part of somebody's points from one confirmer, in 1/10,000.
             */
            concentration_bps: number;
            /**
             * Format: int64
             * @description Points below which that says nothing.
             */
            concentration_points: number;
            /**
             * Format: int64
             * @description Points that both of a pair gave each other.
             */
            pair_points: number;
            /**
             * Format: int64
             * @description Points of one person within an hour.
             */
            points_per_hour: number;
        };
        /** @description A moment, for programs and for people. */
        Time: {
            /**
             * @description The same by RFC 3339.
             * @example 2023-11-14T22:13:20Z
             */
            rfc3339: string;
            /**
             * Format: int64
             * @description Seconds since 1970-01-01 UTC.
             * @example 1700000000
             */
            unix: number;
        };
        /** @description Allows pools in a token, or no longer. */
        TokenTemplate: {
            /** @description Whether pools may hold it. */
            allowed: boolean;
            /** @description The token. */
            token: components["schemas"]["Address"];
        };
        /** @description Words in both languages. */
        Told: {
            /** @description English. */
            en: string;
            /** @description French. */
            fr: string;
        };
        /** @description A policy by name. */
        ToldPolicy: {
            /** @description Its hash. */
            hash: string;
            /** @description What it is called. Written by a person: escape it. */
            name: string;
            /**
             * Format: int64
             * @description Its version.
             */
            version: number;
        };
        /** @description A connected tool and how it does. */
        ToolBody: {
            /** @description What an operator must know, latest first. */
            alarms: components["schemas"]["AlarmBody"][];
            /**
             * @description Where it delivers.
             * @example https://palabre.example/tools/slack
             */
            delivers_to: string;
            /** @description Why it could not be asked the last time. */
            error?: string | null;
            failing_since?: components["schemas"]["Time"] | null;
            /**
             * @description What it is.
             * @example slack
             */
            kind: string;
            last_refusal?: components["schemas"]["RefusalBody"] | null;
            polled_again_at?: components["schemas"]["Time"] | null;
            polled_at?: components["schemas"]["Time"] | null;
            /**
             * @description Its name in the settings.
             * @example slack
             */
            source: string;
            /**
             * Format: int64
             * @description Work that was given up.
             */
            tasks_failed: number;
            /**
             * Format: int64
             * @description Answers and other work that waits, and that was given up.
             */
            tasks_waiting: number;
            /**
             * Format: int64
             * @description Deliveries that could not be read.
             */
            unreadable: number;
            /**
             * Format: int64
             * @description Deliveries that wait to be read.
             */
            waiting: number;
        };
        /** @description A connected tool in full. */
        ToolInFull: components["schemas"]["ToolBody"] & {
            /** @description The latest deliveries that could not be read. */
            unreadable_deliveries: components["schemas"]["UnreadableBody"][];
        };
        /** @description Connected tools. */
        ToolList: {
            /** @description By name. */
            items: components["schemas"]["ToolBody"][];
        };
        /** @description The roles of all tools of a community. */
        ToolRoles: {
            /** @description By name of the tool; only tools whose roles follow rules. */
            items: components["schemas"]["ToolRolesBody"][];
        };
        /** @description The roles of one tool. */
        ToolRolesBody: {
            /** @description The last rounds, latest first. */
            rounds: components["schemas"]["RoundBody"][];
            /** @description By which rules. */
            rules: components["schemas"]["RuleBody"][];
            /** @description The tool. */
            source: string;
        };
        /** @description Contributions about one thing. */
        TopicBody: {
            /** @description Oldest first. */
            items: components["schemas"]["ContributionBody"][];
            /** @description The tool. */
            source: string;
            /** @description Id of the thread, page or document in the tool. */
            topic: string;
        };
        Uint256: string | number;
        /**
         * Format: int64
         * @description A whole number of up to 40 bits.
         * @example 7
         */
        Uint40: number;
        /** @description A voting unit that the members' house took. */
        UnitRemoval: {
            allowed_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Block of the decision.
             */
            block_number: number;
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /** @description Salted hash of the reasons. */
            reason: string;
            /** @description When. */
            removed_at: components["schemas"]["Time"];
        };
        /** @description A delivery that could not be read. */
        UnreadableBody: {
            /**
             * Format: int64
             * @description How often it was tried.
             */
            attempts: number;
            /** @description What was wrong. */
            error: string;
            /** @description Names it. */
            id: string;
            /** @description When it came. */
            received_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Bytes of its body.
             */
            size: number;
        };
        /**
         * @description What somebody says.
         * @enum {string}
         */
        VerdictInput: "confirm" | "refuse" | "undo";
        /** @description One vote. */
        Vote: {
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /** @description When it was cast. */
            cast_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Member behind the wallet.
             */
            member?: number | null;
            /** @description Published reason, often empty. Written by a member: escape it. */
            reason: string;
            /**
             * @description `for`, `against` or `abstain`.
             * @example for
             */
            support: string;
            /** @description Transaction that carries it. */
            tx_hash: string;
            /** @description Wallet that voted. */
            voter: string;
            /** @description Votes of the wallet at the snapshot. */
            weight: string;
        };
        /** @description Somebody wants to vote. */
        VoteInput: {
            /** @description The house that decides. */
            house?: components["schemas"]["House"];
            /** @description Number of the proposal. */
            proposal_id: components["schemas"]["Uint256"];
            /** @description Why; public for ever. At most 2,000 bytes. */
            reason?: string | null;
            /** @description The vote. */
            support: components["schemas"]["SupportName"];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A vote, with or without a reason: whichever of the two was signed. */
        VoteMessage: components["schemas"]["ExtendedBallotMessage"] | components["schemas"]["BallotMessage"];
        /** @description A vote in the list of all of them. */
        VoteOn: components["schemas"]["Vote"] & {
            /** @description `members` or `contributors`. */
            house: string;
            /** @description The Governor's number of the proposal, as 32 bytes. */
            proposal: string;
        };
        /** @description Somebody votes. */
        VoteSubmission: {
            /** @description The house that decides. */
            house?: components["schemas"]["House"];
            /** @description What was signed. */
            message: components["schemas"]["VoteMessage"];
            /** @description The signature. */
            signature: components["schemas"]["Bytes"];
            /** @description Who signed. */
            signer: components["schemas"]["Address"];
        };
        /**
         * @description Which votes are lent.
         * @enum {string}
         */
        Votes: "membership" | "reputation";
        /** @description Says that the signer is still here. */
        WakeMessage: {
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Just a wallet. */
        WalletInput: {
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description A membership that moved. */
        WalletMove: {
            /**
             * Format: int64
             * @description Block of the transaction.
             */
            block_number: number;
            /**
             * @description `rotation` (signed by both wallets) or `recovery` (the old one was lost).
             * @example rotation
             */
            cause: string;
            /** @description The wallet before, retired for ever. */
            from_wallet: string;
            /**
             * Format: int64
             * @description Whose.
             */
            member: number;
            /** @description When. */
            moved_at: components["schemas"]["Time"];
            rest_until?: components["schemas"]["Time"] | null;
            /** @description The wallet since then. */
            to_wallet: string;
            /** @description Transaction. */
            tx_hash: string;
        };
        /**
         * @description What somebody wants to be told.
         * @enum {string}
         */
        Wants: "nothing" | "mine" | "all";
        /** @description A webhook without its secret. */
        WebhookBody: {
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Number of the member who made it.
             */
            created_by: number;
            /** @description What it is for. */
            description: string;
            /** @description Why it is not, where nobody asked for that. */
            disabled_reason?: string | null;
            /** @description Whether it is told anything now. */
            enabled: boolean;
            failing_since?: components["schemas"]["Time"] | null;
            /** @description When it is told. */
            finality: components["schemas"]["WebhookFinality"];
            /** @description Its id. */
            id: string;
            old_secret_until?: components["schemas"]["Time"] | null;
            /** @description What it is told. */
            types: string[];
            /** @description Where messages go. */
            url: string;
        };
        /**
         * @description When something is told.
         * @enum {string}
         */
        WebhookFinality: "head" | "finalized";
        /** @description A webhook to make. */
        WebhookInput: {
            /** @description What it is for, at most 200 letters. */
            description?: string;
            /**
             * @description `head` tells at once, and takes back by `chain.retract` what the chain takes back; `finalized` waits until the
             *     chain takes nothing back.
             */
            finality?: components["schemas"]["WebhookFinality"];
            /**
             * Format: int64
             * @description Begins with what happened after this block; without it, with what happens from now on.
             */
            since_block?: number | null;
            /**
             * @description What to tell: names as `GET /api/v1/webhook-types` has them, `proposal.*` for a family, `*` for everything.
             * @example [
             *       "proposal.*",
             *       "vote.cast"
             *     ]
             */
            types: string[];
            /**
             * @description Where messages go: an address of the public internet that begins with https://.
             * @example https://tools.example/palabre
             */
            url: string;
        };
        /** @description Webhooks of a community. */
        WebhookList: {
            /** @description Oldest first. */
            items: components["schemas"]["WebhookBody"][];
        };
        /** @description What to change; what is left out stays. */
        WebhookPatch: {
            /**
             * @description What it is for, at most 200 letters.
             * @default null
             */
            description: string | null;
            /**
             * @description Whether anything is told. Enabled again, it goes on where it stopped.
             * @default null
             */
            enabled: boolean | null;
            /**
             * @description Goes on with what happens from now on instead; what waits is not sent.
             * @default false
             */
            skip_missed: boolean;
            /**
             * @description What to tell.
             * @default null
             */
            types: string[] | null;
            /**
             * @description Where messages go.
             * @default null
             */
            url: string | null;
        };
        /** @description A kind of event. */
        WebhookType: {
            /**
             * @description The contract whose event it is, as in the list of events.
             * @example house
             */
            contract: string;
            /**
             * @description The contract's event.
             * @example ProposalCreated
             */
            event: string;
            /**
             * @description The name to subscribe to.
             * @example proposal.created
             */
            name: string;
        };
        /** @description Types of events. */
        WebhookTypeList: {
            /** @description By contract. Every other event is `chain.event`. */
            items: components["schemas"]["WebhookType"][];
        };
        /** @description Somebody in a report. */
        Who: {
            /**
             * Format: int64
             * @description Number of the member; none for an account that nobody linked, or for somebody whom a tool does not name.
             */
            member?: number | null;
        };
        /** @description Somebody takes an application back. */
        WithdrawApplicationInput: {
            /** @description Hash that names the application. */
            application: components["schemas"]["Hash"];
            /** @description The wallet that will sign. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Takes an application back. */
        WithdrawApplicationMessage: {
            /** @description Hash of the salted text of the application. */
            application: components["schemas"]["Hash"];
            /** @description Unix time after which the signature is void. */
            deadline: components["schemas"]["Uint256"];
            /** @description Number of the signature. */
            nonce: components["schemas"]["Uint256"];
            /** @description The signer. */
            wallet: components["schemas"]["Address"];
        };
        /** @description Somebody's word. */
        WordBody: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description The size that was seen. */
            band?: string | null;
            /**
             * Format: int64
             * @description Number of the member.
             */
            member: number;
            /** @description Whether it is mine. */
            mine: boolean;
            /** @description Why. Written by a member: escape it. */
            reason?: string | null;
            /** @description `confirm`, `refuse` or `undo`. */
            verdict: string;
        };
        /** @description A word. */
        WordInput: {
            /**
             * @description The size, where the line has sizes: one of `bands`.
             * @example M
             */
            band?: string | null;
            /** @description Why; needed to refuse. Its author reads it. */
            reason?: string | null;
            /** @description What. */
            verdict: components["schemas"]["VerdictInput"];
        };
    };
    responses: {
        /** @description Not for this person or key, or a page of another site made the request. */
        NotAllowed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON. */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description More than can be done now, or something does not answer: retry as `Retry-After` says. */
        Overloaded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than any request needs. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests from this address: wait as `Retry-After` says. */
        TooMany: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is void, or nobody is signed in where somebody must be. */
        VoidKey: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service does not answer for this host. */
        WrongHost: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_communities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All communities that are indexed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Communities"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_community: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One community. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Community"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_affinities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What people of a community care about, and where it is talked about: for newcomers who look for their place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AffinityList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_anchors: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published hashes, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Anchor"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_applications: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this status; expired ones stay `open`. */
                status?: string;
                /** @description Only of this wallet. */
                wallet?: components["schemas"]["Address"];
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Applications, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Application"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_audit_log: {
        parameters: {
            query?: {
                /** @description Only entries before this number: take it from `next` of the page before. */
                before?: number;
                /** @description Most entries. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description What was done with a role: by organizers, moderators, reviewers and the operator. For organizers, and keys with the
             *     scope read.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_batches: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this epoch. */
                epoch?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Batches, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Batch"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_challenges: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only `open`, `upheld`, `dismissed` or `stood` ones. */
                status?: string;
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description Only about this batch, whole or in part. */
                batch?: number;
                /** @description Only about contributions of this member. */
                member?: number;
                /** @description Only brought by this member. */
                challenger?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Challenges, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Challenge"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_charter_acceptances: {
        parameters: {
            query: {
                /** @description Of this member. */
                member: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Versions of the charter that a member accepted, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CharterAcceptance"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_charters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of the charter, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Charter"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_claim_failures: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only in this token. */
                token?: components["schemas"]["Address"];
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shares whose transfer failed, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ClaimFailure"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_claims: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description Only in this token. */
                token?: components["schemas"]["Address"];
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shares paid, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Claim"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_clear_signing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description `membership`, `reputation`, `members_house`, `contributors_house`, `safeguards`, `challenges`, `contributions`, `distribution` or `registry` (polls) */
                contract: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How wallets show in words what members of this community sign (ERC-7730), for one of its contracts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contributions: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description Only of this lane. */
                lane?: number;
                /** @description Only from this source. */
                source?: number;
                /** @description Only of this batch. */
                batch?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Contributions, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Contribution"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_dao: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The community as a DAO, by ERC-4824. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["Dao"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_dao_activities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals made and votes cast, by ERC-4824. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["DaoActivities"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_dao_contracts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Contracts, by ERC-4824. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["DaoContracts"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_dao_members: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Active members, by ERC-4824. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["DaoMembers"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_dao_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals of both houses, by ERC-4824. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/ld+json": components["schemas"]["DaoProposals"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_debits: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Debits, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Debit"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_delegations: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description `membership` (the default) or `reputation`. */
                votes?: string;
                /** @description Only those lent to this wallet. */
                delegate?: components["schemas"]["Address"];
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who casts whose votes now, by member. Members who never chose anybody are not listed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Delegation"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keep_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftText"];
            };
        };
        responses: {
            /** @description Keeps a draft. Anybody may: a member has to sponsor it before it is put to the vote. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, from its link. */
                draft: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A draft, what it would do, and whether that would work now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, from its link. */
                draft: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftChange"];
            };
        };
        responses: {
            /** @description Changes a draft that was not proposed yet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_draft_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, from its link. */
                draft: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sponsor"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_draft_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, from its link. */
                draft: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SponsorSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_epochs: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Epochs with contributions, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EpochSummary"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_epoch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the epoch.
                 * @example 3
                 */
                epoch: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One epoch, with its sums, money and rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpochDetail"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_anomalies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description The epoch. */
                epoch: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is unusual in an epoch. It is published for everybody and punishes nobody; it names members and no accounts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_matrix: {
        parameters: {
            query?: {
                /**
                 * @description `square` (the default): a row a confirmer, a column a beneficiary, points in the cells. `cells`: a row a pair, with
                 *     points and number of contributions, for large communities.
                 * @example cells
                 */
                layout?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the epoch.
                 * @example 3
                 */
                epoch: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Who confirmed whose contributions, in points before caps. Struck contributions count for nothing, and nobody confirms
             *     their own: a reviewer who signed a batch with contributions of theirs has no cell there.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_shares: {
        parameters: {
            query?: {
                /**
                 * @description The token's contract; without it, the epoch's first pool.
                 * @example 0x0000000000000000000000000000000000000000
                 */
                token?: components["schemas"]["Address"];
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Number of the epoch. */
                epoch: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How an epoch's pool is shared. Sums are over all members, items are a page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shares"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this contract, for example `house:members`. */
                contract?: string;
                /** @description Only of this name, for example `Joined`. */
                name?: string;
                /** @description Only of this transaction. */
                tx?: components["schemas"]["Hash"];
                /** @description `newest` first (the default), or `oldest` first, for programs that follow along. */
                order?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of the community's contracts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Event"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_forfeits: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reputation burned because members left, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Forfeit"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_fundings: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only in this token. */
                token?: components["schemas"]["Address"];
                /** @description Only of this epoch. */
                epoch?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payments into pools, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Funding"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    query_graphql: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraphqlQuery"];
            };
        };
        responses: {
            /**
             * @description Reads by GraphQL. Everything in one answer reflects one block; `block` may name it and nothing older. Queries are at
             *     most 8 deep and may read about 20,000 fields; `first` is at most 1000. Introspection is answered alone.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphqlAnswer"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_graphql_schema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema, for generators of clients. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_guardian_acts: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only acts of this kind: `proposal_stopped`, `recovery_stopped` or `disputes_extended`. */
                act?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What guardians did, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GuardianAct"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_guardian_terms: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends of the guardian's term as they were set; the first one is in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_GuardianTerm"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_keys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys of a community that are not revoked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyInput"];
            };
        };
        responses: {
            /** @description Makes a key for a service. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Makes a key void at once. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts that a member has linked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    link_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkSubmission"];
            };
        };
        responses: {
            /** @description Takes a signed statement: from now on the account is the member's, and of nobody else. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkInput"];
            };
        };
        responses: {
            /** @description Writes what a member signs to link an account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkText"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofInput"];
            };
        };
        responses: {
            /** @description Asks the tool whether the account proves itself, and links it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlink_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description The tool, as the settings call it.
                 * @example slack
                 */
                source: string;
                /**
                 * @description Stable id of the account there.
                 * @example U0123
                 */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Takes an account from the member who linked it. What was recorded stays; what comes waits for a new link. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_by_mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailInvitationInput"];
            };
        };
        responses: {
            /** @description Invites somebody by e-mail. One address is written to once in 30 days. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailInvitationBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only `active`, `left` or `expelled` ones. */
                status?: string;
                /** @description Only those with, or without, a vote in the members' house. */
                unit?: boolean;
                /** @description Only holders of this role, for example `moderator` or `reviewer:2`. */
                role?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members by number. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Member"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description The member's permanent number.
                 * @example 7
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One member, with reputation and points. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDetail"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_member: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only this one. */
                epoch?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description The member's permanent number.
                 * @example 7
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A member's epochs with the life of each point, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExplainedEpoch"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reasons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description The member's permanent number.
                 * @example 7
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Everything that counts for a member and what does not, with the reason: the act in a tool, the line of the policy, who
             *     confirmed, the batch, the transaction. Accounts, acts and records are shown to members who signed in.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_operations: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this timelock: `members`, `contributors` or `constitution`. */
                timelock?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls in timelocks, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Operation"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_outbox: {
        parameters: {
            query?: {
                /** @description Only `pending`, `told`, `dead` or `expired` ones. */
                state?: components["schemas"]["EntryState"];
                /** @description Only messages before this one: take it from `next` of the page before. */
                before?: string;
                /** @description Most messages. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the service tells in the tools of a community, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resend_outbox_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its name, as the list has it */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends a message again that did not arrive, under the same name. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_polls: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only those that are `open` or `closed` now. */
                state?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Polls, the newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PollBody"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PollForm"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenPollSubmission"];
            };
        };
        responses: {
            /** @description Takes the author's signature and opens the poll. The same signature again answers with the same poll. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedPoll"];
                };
            };
            /** @description Takes the author's signature and opens the poll. The same signature again answers with the same poll. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedPoll"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One poll with its count: as of now while it is open, the last one when it is closed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PollDetail"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_poll_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_poll_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerSubmission"];
            };
        };
        responses: {
            /** @description Takes a signed answer, in the place of the member's answer before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BallotBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_ballots: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All answers to a poll, by member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BallotBody"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_ballot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
                /**
                 * @description Number of the member; in proofs 0 stands for the result.
                 * @example 1
                 */
                member: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer of one member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BallotBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_poll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Counts a poll for the last time once its time is over, and publishes the root. The service does it by itself;
             *     anybody may ask for it earlier. Asking again changes nothing.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PollDetail"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_electors: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who may answer a poll, and with what weight. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ElectorBody"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prove_ballot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Number of the poll.
                 * @example 1
                 */
                number: number;
                /**
                 * @description Number of the member; in proofs 0 stands for the result.
                 * @example 1
                 */
                member: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proves that an answer is in the anchored result; member 0 proves the result itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How you are told things in this community. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesInput"];
            };
        };
        responses: {
            /** @description Changes how you are told things in this community. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_proposals: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this house: `members` or `contributors`. */
                house?: string;
                /** @description Only those that stand here now, for example `active`. */
                state?: string;
                /** @description Only by this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Proposals of both houses, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Proposal"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description `members` or `contributors`.
                 * @example members
                 */
                house: string;
                /**
                 * @description The Governor's number, as 0x text or decimal.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One proposal, with its text and what it would do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalDetail"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_discussions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description `members` or `contributors`.
                 * @example members
                 */
                house: string;
                /**
                 * @description The Governor's number, as 0x text or decimal.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The discussions that are told what becomes of a proposal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiscussionList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tie_discussion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description `members` or `contributors`.
                 * @example members
                 */
                house: string;
                /**
                 * @description The Governor's number, as 0x text or decimal.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiscussionBody"];
            };
        };
        responses: {
            /** @description Ties a discussion to a proposal. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rehearse_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description `members` or `contributors`.
                 * @example members
                 */
                house: string;
                /**
                 * @description The Governor's number, as 0x text or decimal.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Executes a proposal on the newest state and forgets it again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_votes: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description `members` or `contributors`.
                 * @example members
                 */
                house: string;
                /**
                 * @description The Governor's number, as 0x text or decimal.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Votes on a proposal, in the order they were cast. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Vote"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_recoveries: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
                /** @description Only of this status, for example `started`. */
                status?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recoveries, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Recovery"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_recovery_approvals: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Confirmations of recoveries, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RecoveryApproval"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_accept_charter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_accept_charter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptCharterSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    activate_unit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivateRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_answer_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerApplicationInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_answer_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_AnswerApplicationMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_SubmitApplicationMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_approve_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBatchInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_approve_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBatchSubmission"];
            };
        };
        responses: {
            /** @description Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_approve_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveRecoveryInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_approve_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_ApproveRecoveryMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bind_charter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_cancel_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_cancel_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_CancelRecoveryMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_SignedDispute"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_debit_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DebitInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_debit_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_DebitItemMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_decide_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_decide_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_DecideChallengeMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_delegate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegateInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_delegate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegateSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    execute_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    execute_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_delegate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelegateRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compose_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationSubmission"];
            };
        };
        responses: {
            /** @description The code to hand over. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComposedInvitation"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mint_reputation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_community: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_passkey_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyInput"];
            };
        };
        responses: {
            /** @description Makes the account of a passkey. Its address follows from the public key; asking again changes nothing. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_propose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queue_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_request_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_request_recovery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_RequestRecoveryMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeInvitationInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeInvitationSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_set_unpaid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUnpaidInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_set_unpaid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_SetUnpaidMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settle_reputation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_suspend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_SuspendMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_vote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteSubmission"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_wake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalletInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_wake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_WakeMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_withdraw_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawApplicationInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_withdraw_application: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Short name of the community */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signed_WithdrawApplicationMessage"];
            };
        };
        responses: {
            /** @description The same was submitted before: this is what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description Checked, tried and stored; it will be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reserve_withdrawals: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only in this token. */
                token?: components["schemas"]["Address"];
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payments out of the reserve, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReserveWithdrawal"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_review: {
        parameters: {
            query?: {
                /** @description Only from this tool. */
                source?: string;
                /** @description Only in this lane, 0 to 7. */
                lane?: number;
                /** @description Only of this kind, such as `wiki_page`. */
                kind?: string;
                /** @description Only where it stands so, such as `proposed`; without it everything that is not decided. */
                state?: string;
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description `true`: only what I can confirm now. */
                mine?: boolean;
                /** @description The `next` of the page before. */
                after?: string;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What waits to be confirmed, grouped by tool and topic. For members who signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_review_batches: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What I can sign, what waits for signatures, and what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_review_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInput"];
            };
        };
        responses: {
            /** @description Data for the wallet, a sentence for the person, and where the signature goes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prepared"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submit_review_batch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBatchSubmission"];
            };
        };
        responses: {
            /**
             * @description Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum; one that holds what
             *     was undone since is refused.
             */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_contribution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its name: 0x and 64 digits, as the inbox has it. */
                subject: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One contribution in the review, with what people said and why it stands as it does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mark_duplicate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its name: 0x and 64 digits, as the inbox has it. */
                subject: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateInput"];
            };
        };
        responses: {
            /** @description Marks a contribution as the same work as another one, which stays, or takes that back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    share_contribution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its name: 0x and 64 digits, as the inbox has it. */
                subject: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SharesInput"];
            };
        };
        responses: {
            /** @description Says how co-authors share a contribution. It holds once all of them said the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharedBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    judge_contribution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its name: 0x and 64 digits, as the inbox has it. */
                subject: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WordInput"];
            };
        };
        responses: {
            /** @description Says something about a contribution. The last word counts; it can be taken back until a batch with it was signed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContributionBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_role_changes: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of roles, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RoleChange"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_rules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of the rules of recognition, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Rules"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_settlements: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reputation moved to members, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Settlement"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_share_rules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All versions of the rules of distribution, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ShareRules"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulatePolicy"];
            };
        };
        responses: {
            /** @description Past epochs by another policy. Nothing is changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicySimulation"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: an epoch to come, parts of more than a pool, a policy with mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulate_rules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulateRules"];
            };
        };
        responses: {
            /**
             * @description Past epochs by other rules. Nothing is changed. Debts stay as they were, and who would have done what under other
             *     rules nobody knows.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: an epoch to come, parts of more than a pool, a policy with mistakes. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_statement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description The hash, as the chain has it */
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text behind a hash of an application or a reason. For members who signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_events: {
        parameters: {
            query?: {
                /** @description Only of this contract, for example `house:members`. */
                contract?: string;
                /** @description Only of this name, for example `Joined`. */
                name?: string;
                /**
                 * @description The event heard last, where the header `Last-Event-ID` cannot be set.
                 * @example 12-3-abababababababab
                 */
                last_event_id?: string;
                /**
                 * @description Everything after this block first.
                 * @example 0
                 */
                since_block?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description Events as they happen (`text/event-stream`). Messages without a type are events, as in the list of events; `retract`
             *     names events that never happened, because the chain took their blocks back; `block` tells the block that the mirror
             *     reflects; `reset` asks to read everything again. After a lost connection, `Last-Event-ID` gets what was missed.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamMessage"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_suspensions: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Suspensions, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Suspension"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_syntheses: {
        parameters: {
            query?: {
                /** @description Only those that stand so. */
                state?: components["schemas"]["SynthesisState"];
                /** @description Most syntheses. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The syntheses of a community, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    begin_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SynthesisInput"];
            };
        };
        responses: {
            /** @description Collects a discussion into a draft. A discussion has one: asked again, it answers the same. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it. */
                synthesis: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One synthesis. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    write_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it. */
                synthesis: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SynthesisText"];
            };
        };
        responses: {
            /** @description Writes into a synthesis. One that was published becomes a draft again, to be published once more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discard_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it. */
                synthesis: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Throws a draft away that was never published. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publish_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it. */
                synthesis: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SynthesisVersion"];
            };
        };
        responses: {
            /**
             * @description Publishes a draft on the wiki, posts the link where people talked and hands the contribution to the review. While the
             *     wiki is away it stays `publishing`, and is published when the wiki is back.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_synthesis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description Its id, as the list has it. */
                synthesis: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SynthesisVersion"];
            };
        };
        responses: {
            /**
             * @description Takes a published page back: it then says only that it was withdrawn, and its contribution stops counting. A page that
             *     somebody changed on the wiki is left alone.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SynthesisBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_taken_items: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
                /** @description Only of this epoch. */
                epoch?: number;
                /** @description Only debited ones, or only struck ones. */
                debited?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Contributions that were taken back, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TakenItem"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tool_roles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which roles of which tools follow what, and what the last rounds found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolRoles"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_role_round: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /** @description The tool by its name in the settings */
                tool: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundInput"];
            };
        };
        responses: {
            /** @description Compares the roles of a tool with the rules now, and gives and takes them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_tools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tools of a community, and how they do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_tool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its name in the settings.
                 * @example slack
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One tool, with what it delivered that could not be read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolInFull"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clear_tool_alarms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its name in the settings.
                 * @example slack
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Puts the alarms of a tool away: somebody saw them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Affected"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    poll_tool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its name in the settings.
                 * @example slack
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Asks the tool at once what happened, in place of waiting. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_tool_deliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its name in the settings.
                 * @example slack
                 */
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reads everything once more that could not be read, after the cause was mended. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Affected"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_unit_removals: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Voting units taken, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UnitRemoval"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_all_votes: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this house: `members` or `contributors`. */
                house?: string;
                /** @description Only by this wallet. */
                voter?: components["schemas"]["Address"];
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Votes on all proposals, in the order they were cast. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_VoteOn"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_wallet_moves: {
        parameters: {
            query?: {
                /** @description Most items of a page. */
                limit?: number;
                /** @description Where the page before ended: take it from that page's `next`. */
                after?: string;
                /** @description The whole list in one answer, sent as it is read; not together with `limit` and `after`. */
                all?: boolean;
                /**
                 * @description `json`, `csv` for comma separated values or `jsonl` for JSON Lines. `Accept: text/csv` and
                 *     `Accept: application/jsonl` do the same.
                 * @example csv
                 */
                format?: string;
                /** @description Only of this member. */
                member?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Moves of memberships to other wallets, latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_WalletMove"];
                    "text/csv": string;
                    "application/jsonl": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks of a community. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description Makes a webhook: from now on the service tells this address what happens. The answer shows its secret once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deletes a webhook with everything that waits to be sent to it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Changes a webhook, disables it, or enables it again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook_deliveries: {
        parameters: {
            query?: {
                /** @description Only `pending`, `delivered`, `failed` or `retracted` ones. */
                state?: components["schemas"]["DeliveryState"];
                /** @description Only messages before this number: take it from `next` of the page before. */
                before?: number;
                /** @description Most messages. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was sent to a webhook in the last 30 days, and what became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resend_webhook_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
                /** @description Its number, as the list has it */
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends a message again, under the same `webhook-id`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotate_webhook_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Replaces the secret. For a day every message has a signature with each of the two. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    test_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Short name of the community.
                 * @example demo
                 */
                community: string;
                /**
                 * @description Its id, as the list has it.
                 * @example 0123456789abcdef
                 */
                webhook: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sends a message of the type `webhook.test`. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop_mail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailStopInput"];
            };
        };
        responses: {
            /** @description Never writes to an address again. Only who got a message to it can ask for that. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_my_data: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that is held about whoever asks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldData"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_my_data: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erases names, salts and links of the accounts of whoever asks. Points, votes and shares stay: they hold no name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_policy_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Policies to begin with, with their tables in words. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_policy_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Its name.
                 * @example open-community
                 */
                preset: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text of a preset, to change and to decide on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/toml": string;
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recount_poll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecountInput"];
            };
        };
        responses: {
            /** @description Counts the ballots of the request by the rules that polls are counted by. Nothing is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PollResult"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_relay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tells what the relay can still pay for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelayBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_passkey_challenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyChallengeInput"];
            };
        };
        responses: {
            /** @description What a passkey has to sign so that its account signs a digest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChallengeBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_passkey_signature: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assertion"];
            };
        };
        responses: {
            /** @description Writes a passkey's answer as the signature that the account takes. Nothing is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignatureBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    find_passkey_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the credential, as 0x text */
                credential: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Finds the account of a credential that was used here before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_intent: {
        parameters: {
            query?: {
                /** @description Answer only when nothing more will happen, or after this many seconds; more than 25 are taken for 25. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description Id that submit answered */
                intent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tells what became of an intent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntentBody"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    follow_intent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id that submit answered */
                intent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Tells each change of an intent as it happens (server-sent events named `intent`), until nothing more will happen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamMessage"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in, and with which roles now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInSubmission"];
            };
        };
        responses: {
            /** @description Takes a signed text and opens a session: its secret is in a cookie that pages cannot read. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends the session of this request. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    prepare_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Writes what somebody signs to sign in, in the language of the browser. Sets a cookie that ties it to the browser. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInText"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was done already, or something changed in between: look at the current state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            /** @description Understood and refused: a signature, a right or a condition is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too much from one person: wait. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The chain does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The open sessions of this wallet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends all sessions of this wallet, this one too. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its id, as the list has it */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ends one session of this wallet. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the key is void. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not for this person or key. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_webhook_types: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a webhook can be told, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTypeList"];
                };
            };
            /** @description The request cannot be understood: correct it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            /** @description There is no such thing, or not yet: look elsewhere. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Something we need does not answer, or is not indexed yet: retry later. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Overloaded"];
        };
    };
    show_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How indexing, webhooks, connected tools and messages to them go, in the text format of Prometheus. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            503: components["responses"]["Overloaded"];
        };
    };
    check_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Answers are fresh. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            401: components["responses"]["VoidKey"];
            403: components["responses"]["NotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            421: components["responses"]["WrongHost"];
            429: components["responses"]["TooMany"];
            /** @description Not fresh */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
