
# Palabre tests: nothing leaves this machine, and jobs run only when a test runs them.
$wgEnableEmail = false;
$wgUploadDirectory = '@FOLDER@/images';
$wgCacheDirectory = '@FOLDER@/cache';
$wgMainCacheType = CACHE_DB;
$wgSessionCacheType = CACHE_DB;
$wgJobRunRate = 0;
$wgUseRCPatrol = true;
$wgUseNPPatrol = true;
$wgRateLimits = [];
# Groups for roles of the community, and the group of the service's account, which may give exactly these.
$wgGroupPermissions['documentalist'] = [ 'patrol' => true, 'autopatrol' => true ];
$wgGroupPermissions['moderator'] = [ 'patrol' => true, 'delete' => true, 'rollback' => true, 'protect' => true ];
$wgGroupPermissions['palabre'] = [ 'bot' => true, 'patrol' => true, 'autopatrol' => true, 'noratelimit' => true, 'apihighlimits' => true ];
$wgAddGroups['palabre'] = [ 'documentalist', 'moderator' ];
$wgRemoveGroups['palabre'] = [ 'documentalist', 'moderator' ];
